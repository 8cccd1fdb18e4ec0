/*
 * decl.h - what a compilation declares: interfaces, devices, keys and targets, whichever file they
 * stand in. lang/declare.c makes them from the items; eval reads the fields' expressions.
 */
#ifndef MCFG_DECL_H
#define MCFG_DECL_H

#include "base/hash.h"
#include "lang/ast.h"

struct type;

/* ---- interfaces ------------------------------------------------------------------------------ */

struct interface;

struct operation {
	const char *name;
	const struct c_proto *proto; /* result, parameters, doc, place */
	struct interface *interface; /* the one that declares it */
	unsigned index;              /* among the interface's own ops, or its own ups */
};

struct interface {
	const char *name;
	struct ident_list *parent_names;
	const struct item *item;
	struct span span; /* the name, where declared */
	const char *doc;  /* or null */
	struct source *source;

	VEC(const char *) headers; /* as written: "mcfg/buf.h" */
	VEC(struct interface *) parents;
	size_t levels;             /* of inclusion, the longest way up; 1 without parents */
	VEC(struct operation) ops; /* its own only */
	VEC(struct operation) ups;

	/*
	 * Itself, then every ancestor once, depth first and left to right: the order in which
	 * canonical paths are found. paths.items[i] leads to ancestors.items[i].
	 */
	VEC(struct interface *) ancestors;
	VEC(const char *) paths; /* C member path: "" for itself, "flow", "b.a" */

	uint32_t index; /* among all interfaces, in order of declaration */
};

/* Is `parent` the interface itself or one it includes? The canonical member path, or null if not.
 */
const char *interface_path(const struct interface *interface, const struct interface *parent);

/* ---- keys ------------------------------------------------------------------------------------ */

enum stage { STAGE_BOTH, STAGE_CONFIGURE, STAGE_RUN };

enum shape { SHAPE_ONE, SHAPE_OPTION, SHAPE_LIST };

/* The type of a key or of a device parameter: `port`, `cidr option`, `[`a | `b] list`. */
struct value_type {
	enum mcfg_type type;
	enum shape shape;
	const char **tags; /* ENUM: its names, interned, in the order of the text */
	size_t n_tags;
	bool any_tag; /* ENUM: the variant is open (key.target, key.arch) */
};

struct key_decl {
	const char *name;
	const struct item *item; /* null for key.target and key.arch */
	struct span span;
	struct source *source;
	bool of_descriptor;      /* offered only when a device in the graph reads it */
	const char *enumeration; /* by cnames: the C tag of an enumeration's type */
	struct value_type type;
	struct type *language_type;      /* by check */
	struct expr *default_value;      /* or null: the key is required */
	const struct item *override;     /* the last one in an overlay, or null */
	const struct item *default_item; /* where that stands: `item`, or an override of it */
	struct value *default_of_all;    /* by eval: what it evaluated to */
	enum stage stage;
	const char *doc, *docv, *env, *section, *deprecated; /* or null */
	enum builtin_key { KEY_DECLARED, KEY_TARGET, KEY_ARCH } builtin;
};

/* ---- devices --------------------------------------------------------------------------------- */

struct param_decl {
	const char *name;
	struct span span;
	struct value_type type;
	struct type *language_type; /* by check */
	struct expr *default_value; /* or null */
	struct binding *binding;    /* what the fields' expressions see */
};

struct arg_decl {
	struct interface *interface;
	struct span span; /* where its type stands */
};

struct device {
	const char *name; /* C prefix as well: `struct NAME`, NAME_connect */
	struct span span; /* the name, where declared; for a foreign: its string */
	struct source *source;
	const struct item *item; /* null for a foreign */
	bool is_foreign;         /* an application: NAME_start(args), without a struct */
	const char *doc;         /* or null */

	VEC(struct param_decl) params;
	VEC(struct arg_decl) args;
	struct interface *interface; /* what it implements */

	struct type *language_type; /* by check: of the name in expressions */
	struct field *fields;
	bool fields_closed; /* no field reads a parameter or a key: they are evaluated once */
	struct facts *facts_of_all; /* by eval, when fields_closed (graph/graph.h) */

	/* by eval: while its fields are read, the device whose `requires` led to it, or itself */
	struct device *facts_under_way;
	const struct facts *foreign_facts; /* by eval: of the first `foreign` with this C name */

	uint32_t index; /* among all devices, in order of declaration */
};

/* ---- targets --------------------------------------------------------------------------------- */

struct target_decl {
	const char *name;
	struct span span;
	struct source *source;
	const struct item *item;
	const char *doc;          /* or null */
	struct target_decl *base; /* or null */
	bool is_abstract;         /* only others' base */
	                          /* Its other fields are read by graph/target_fields.c. */
};

/* Is it the target of that name, or based on it? */
bool target_is(const struct target_decl *target, const char *name);

/* The one whose `arch` fields say which architectures it has: itself, or a base. */
const struct target_decl *target_with_archs(const struct target_decl *target);

/* ---- all of them ----------------------------------------------------------------------------- */

struct decls {
	VEC(struct interface *) interfaces;
	VEC(struct key_decl *) keys;
	VEC(struct device *) devices; /* foreigns are added by eval */
	VEC(struct target_decl *) targets;
	struct map interface_by_name, key_by_name, device_by_name, target_by_name;
	struct map broken,
	    broken_keys; /* names whose declaration had a mistake: uses say nothing */
	struct map
	    c_functions; /* by cnames: names of the generated functions that sources may see */
	struct interface *
	    job; /* the interface `job`, the one that the language itself knows; or null */
};

#endif
