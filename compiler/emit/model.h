/*
 * model.h - what the emitters know about an image besides the image itself: who implements which
 * interface, what each C source can be given, who is told upwards, which entries tables need.
 *
 *	occurrence.c  an interface and its ancestors, at each place in its struct
 *	model.c       devices, implementers, sources
 *	sets.c        what each source can be given: what is bound is the C source file
 *	upward.c      who takes whom, for upward calls
 *	tables.c      which operations are called through tables
 *	presence.c    which devices have a connect and a disconnect
 *	attached.c    what the machine must have
 */
#ifndef MCFG_EMIT_MODEL_H
#define MCFG_EMIT_MODEL_H

#include "emit/csource.h"
#include "emit/emit.h"

/* ---- interfaces ------------------------------------------------------------------------------ */

/*
 * One place of an ancestor in an interface's struct. In a diamond an ancestor has several; the
 * first is the canonical one, and the others have operations of their own that adjust `self` to it.
 */
struct occurrence {
	struct interface *interface;
	const char *path; /* C member path: "" for the interface itself, "flow", "c.a" */
	const char *via;  /* null if canonical; else a C word made of the path: "c" for "c.a" */
};

struct occurrences {
	VEC(struct occurrence) all; /* the interface itself first */
};

/* ---- devices --------------------------------------------------------------------------------- */

/* Whatever has operations of its own: a device, or handles that a device makes at run time. */
struct implementer {
	const char *name; /* the C prefix of its operations */
	struct interface *interface;
	struct device *device; /* itself, or who makes it */
	struct span span;
	bool is_handle;
};

/* A parameter or a key of a device: a member of `struct NAME_config`, with an accessor. */
struct setting_field {
	const char *name; /* in C, with its unit: "timeout_ns" */
	const char *doc;  /* or null */
	struct value_type type;
	const char *enumeration;      /* ENUM: the C tag of its type */
	size_t param;                 /* its index, or SIZE_MAX */
	struct key_decl *key;         /* or null */
	const struct value *constant; /* where all instances agree on a fixed value; else null */
};

/* Who takes one argument of a device, in the order of the configuration. */
struct consumer {
	struct node *node;
	unsigned port;
	bool by_choice; /* only if run time chooses so */
};

struct consumers {
	VEC(struct consumer) all;
};

/* Whether a device's sources define a function, as far as words tell. */
enum presence {
	ABSENT,  /* no source mentions it: needed.txt sees to it that none defines it later */
	PERHAPS, /* it is a weak symbol */
	PRESENT
};

struct emit_device {
	struct device *device;
	struct facts *facts; /* of its first node */
	VEC(struct node *) nodes;
	VEC(struct setting_field) settings;
	struct implementer implementer;
	enum presence connect, disconnect;
	bool open_settings; /* a setting is known only at run time */
	bool as_argument;   /* FOREIGN: a device takes it, as a job */
};

/* ---- what a source sees ---------------------------------------------------------------------- */

/* One implementation that a handle can have: whose, and at which place of its struct. */
struct member {
	const struct implementer *by;
	const struct occurrence *at;
};

/* More than SET_MAX are not listed: calls go through the table. */
enum { SET_MAX = 4 };

struct set {
	struct member members[SET_MAX];
	unsigned n;
	bool many;
};

/* Who a source's upward calls reach. */
struct up_shape {
	bool provides; /* the source implements the interface: else its calls are open */
	bool same;     /* all instances have the consumers `first`, in this order, all the time */
	const struct consumers *first;
	VEC(struct device *) takers; /* each type of consumer once */
};

/* An interface in one source. */
struct view {
	struct interface *interface;
	struct set set; /* empty: open */
	struct up_shape up;
};

struct emit_source {
	struct c_source *source;
	struct csource_list text;
	bool of_target;
	VEC(struct emit_device *) devices; /* those that list it */
	VEC(struct view *) views;
	struct map device_has, view_of;
};

/* What the machine must have, and the first device that stands on it. */
struct attached {
	const struct attach *what;
	const struct node *node;
};

/* ---- all of it ------------------------------------------------------------------------------- */

struct emit {
	struct compilation *c;
	struct arena *arena;
	struct image *image;
	const struct emit_options *options;
	struct output *out;
	struct csources csources;

	VEC(struct emit_device *) devices;
	VEC(struct emit_source *) sources;
	VEC(struct implementer *) implementers;
	VEC(struct attached) attached; /* what the machine must have, in order */
	struct map device_of;          /* struct device -> struct emit_device */
	struct map source_of;          /* struct c_source -> struct emit_source */
	struct map occurrences_of;     /* struct interface -> struct occurrences */
	struct map handle_set_of;      /* struct interface -> struct set, for handles */
	struct map handle_of;          /* interned name -> struct implementer, of handles */
	struct map in_table;           /* struct operation: called through tables */
	struct consumers *consumers;   /* by node id */
	bool *conditional;             /* by node id: connected only if run time chooses so */
	bool any_open;                 /* a setting or a choice is left to run time */
	bool all_open;                 /* installed headers: no table lacks an entry */
};

/* Makes the model of c->image. */
void model_build(struct emit *e);

struct emit_device *model_device(const struct emit *e, const struct device *device);

/* How an instance has a setting: its value (constant or open), its key, and whether run time
 * decides. */
const struct value *setting_value(const struct setting_field *field, const struct node *node);
struct key *setting_key(const struct setting_field *field, const struct node *node);
bool setting_is_open(const struct setting_field *field, const struct node *node);

/* occurrence.c */
const struct occurrences *occurrences_of(struct emit *e, struct interface *interface);
const struct occurrence *occurrence_canonical(struct emit *e, struct interface *interface,
                                              const struct interface *ancestor);

/* sets.c: the sets of all sources. */
void sets_build(struct emit *e);

/* What a source's handles of an interface can be; empty and not `many` where it is open. */
const struct set *set_of(const struct emit *e, const struct emit_source *source,
                         const struct interface *interface);

/* Is the interface one whose handles operations pass around, or devices make? */
const struct set *set_of_handles(const struct emit *e, const struct interface *interface);

/* How a source sees an interface, or null where it has nothing of its own to say about it. */
struct view *view_find(const struct emit_source *source, const struct interface *interface);
struct view *view_get(struct emit *e, struct emit_source *source, struct interface *interface);

/* attached.c: fills in `attached`; what something attached is called, "" for nothing. */
void attached_build(struct emit *e);
const char *attached_name(struct emit *e, const struct attached *attached);

/* presence.c: which devices have a connect and a disconnect. */
void presence_build(struct emit *e);

/* upward.c: who takes whom; then how each source's upward calls go. */
void upward_build(struct emit *e);

/* The consumers of a node through `interface`, which declares upward operations; perhaps none. */
struct consumers *consumers_of(struct emit *e, const struct node *node,
                               const struct interface *interface);

/* tables.c */
void tables_build(struct emit *e);
bool table_has(const struct emit *e, const struct operation *operation);

#endif
