/*
 * ast.h - the tree of a .mcfg or .mdev file, as the parser makes it (doc/language.md).
 *
 * Names are interned (base/intern.h): equal names are equal pointers. Lists are linked in the order
 * of the text and counted. Later passes write their results into the members under "by PASS" and
 * nowhere else; a pass never replaces a node.
 */
#ifndef MCFG_AST_H
#define MCFG_AST_H

#include "base/source.h"

#include <mcfg/value.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct binding;  /* lang/scope.h */
struct key_decl; /* lang/decl.h */
struct type;     /* lang/type.h */

/* A name where it stands. */
struct ident {
	const char *name; /* interned; null where recovery made one up */
	struct span span;
};

/* ---- types ----------------------------------------------------------------------------------- */

enum type_expr_kind {
	TYPE_EXPR_NAME,     /* int, console, `inner list`, `inner impl`: `name`, perhaps `inner` */
	TYPE_EXPR_VAR,      /* 'a: `name` is "a" */
	TYPE_EXPR_ARROW,    /* left -> right, ~l:left -> right, ?l:left -> right */
	TYPE_EXPR_AT_ARROW, /* left @-> right */
	TYPE_EXPR_VARIANT   /* [ `a | `b of t ], [> ... ], [< ... ] */
};

enum label {
	LABEL_NONE,
	LABEL_NAMED,   /* ~l */
	LABEL_OPTIONAL /* ?l */
};

enum row_bound {
	ROW_CLOSED, /* [ ... ] */
	ROW_OPEN,   /* [> ... ]: these and perhaps more */
	ROW_UPPER   /* [< ... ]: these or fewer */
};

struct tag_expr {
	struct tag_expr *next;
	struct ident tag;          /* without the backtick */
	struct type_expr *payload; /* or null */
};

struct type_expr {
	enum type_expr_kind kind;
	struct span span;
	struct ident name;              /* NAME, VAR; the label of ARROW */
	struct type_expr *inner;        /* NAME: the argument of a postfix constructor, or null */
	enum label label;               /* ARROW */
	struct type_expr *left, *right; /* ARROW, AT_ARROW */
	enum row_bound row;             /* VARIANT */
	struct tag_expr *tags;
};

/* ---- expressions ----------------------------------------------------------------------------- */

enum expr_kind {
	EXPR_ERROR, /* what recovery skipped */
	EXPR_NAME,
	EXPR_STRING,
	EXPR_INT,
	EXPR_FLOAT,
	EXPR_BOOL,
	EXPR_UNIT,
	EXPR_NONE,
	EXPR_SOME, /* some `a` */
	EXPR_TAG,  /* `name, perhaps with payload `a` */
	EXPR_LIST,
	EXPR_KEY,   /* key.NAME */
	EXPR_APPLY, /* `a` applied to args */
	EXPR_FUN,   /* fun params -> `a` */
	EXPR_LET, /* let name params : annotation = `a` in `b` (with params, `a` is an EXPR_FUN) */
	EXPR_IF,  /* if `a` then `b` else `c` */
	EXPR_MATCH,  /* match `a` with arms */
	EXPR_BINARY, /* `a` op `b` */
	EXPR_UNARY,  /* op `a` */
	EXPR_ANNOT   /* (`a` : annotation) */
};

enum operator{
	OP_APPLY,    /* $ */
	OP_AT_ARROW, /* @-> */
	OP_OR,
	OP_AND,
	OP_EQ,
	OP_NE,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE,
	OP_CONCAT, /* ^ */
	OP_CONS,   /* :: */
	OP_ADD,
	OP_SUB,
	OP_MUL,
	OP_NOT,   /* unary ! */
	OP_NEGATE /* unary - */
};

/* An argument of an application: e, ~l:e, ?l:e (~l and ?l stand for ~l:l and ?l:l). */
struct arg {
	struct arg *next;
	enum label label;
	struct ident name;
	struct expr *value;
	struct span span;
};

/* A parameter: x, _, (), (x : t), ~l, ?l, ?(l = e), ?(l : t = e). */
enum param_kind {
	PARAM_NAME,
	PARAM_WILD,
	PARAM_UNIT,
	PARAM_LABEL,  /* ~l */
	PARAM_OPTION, /* ?l: bound to an option */
	PARAM_DEFAULT /* ?(l = e) */
};

struct param {
	struct param *next;
	enum param_kind kind;
	struct ident name;
	struct type_expr *annotation; /* or null */
	struct expr *default_value;   /* DEFAULT */
	struct span span;

	struct binding *binding; /* by scope; null for WILD and UNIT */
};

enum pattern_kind {
	PATTERN_WILD,
	PATTERN_NAME,
	PATTERN_INT,
	PATTERN_STRING,
	PATTERN_BOOL,
	PATTERN_UNIT,
	PATTERN_TAG,  /* `name, perhaps with `a` */
	PATTERN_SOME, /* some `a` */
	PATTERN_NONE,
	PATTERN_NIL,
	PATTERN_CONS, /* `a` :: `b`; [p; q] is written out as conses */
	PATTERN_OR    /* `a` | `b` */
};

struct pattern {
	enum pattern_kind kind;
	struct span span;
	struct ident name; /* NAME, TAG */
	int64_t integer;   /* INT, with its sign */
	bool boolean;
	struct {
		const char *bytes;
		size_t len;
	} string; /* STRING, unescaped */
	struct pattern *a, *b;

	struct binding *binding; /* by scope; NAME */
	struct type *type;       /* by check */
	enum mcfg_type literal; /* by check; INT and STRING: the type that the literal stands for */
	union mcfg_value value; /* by check; INT and STRING: its value as that type */
};

struct arm {
	struct arm *next;
	struct pattern *pattern;
	struct expr *body;
	struct span span;
};

struct element {
	struct element *next;
	struct expr *value;
};

/* Where the argument of a parameter comes from, worked out by check. */
struct slot {
	enum { SLOT_ARG, SLOT_DEFAULT, SLOT_LATER } from;
	struct expr *value; /* ARG */
	bool wrap; /* ARG: a value given by ~l (or plainly) for an optional parameter: wrap it in
	              `some` */
};

struct expr {
	enum expr_kind kind;
	struct span span;

	struct ident name; /* NAME, KEY, TAG, LET */
	union {
		struct {
			const char *bytes; /* unescaped, NUL-terminated as well */
			size_t len;
		} string;
		int64_t integer;
		double real;
		bool boolean;
	};
	enum operator op;
	struct span op_span;
	struct expr *a, *b, *c;
	struct arg *args;
	size_t n_args;
	struct param *params; /* FUN */
	size_t n_params;
	struct type_expr *annotation; /* LET, ANNOT; or null */
	struct arm *arms;
	struct element *elements;
	size_t n_elements;

	/* by scope */
	struct binding *binding; /* NAME: what it names; LET: what it binds. Null when unknown */
	enum scoped {
		SCOPED_NONE,
		SCOPED_GROUP,   /* APPLY whose head is `group`: args are a string and the body */
		SCOPED_DISTINCT /* the same for `distinct` */
	} scoped;
	size_t n_slots_frame; /* FUN: how many local slots an activation needs */

	/* by check */
	struct type *type;
	bool bad; /* the mistake is in this node: eval makes it poison and says nothing more */
	enum mcfg_type literal; /* STRING, INT, FLOAT: what it stands for */
	union mcfg_value value; /* STRING, INT, FLOAT: its value as that type */
	struct slot *slots; /* APPLY: one for each parameter of the function, in the order of its
	                       type; further arguments of a result that is a function follow */
	size_t n_slots;
	struct key_decl *key; /* KEY */
	enum list_kind {
		LIST_PLAIN,
		LIST_KEYS,    /* the elements name keys and do not read them */
		LIST_REQUIRES /* the elements are devices of any complete types */
	} list_kind;
};

/* ---- descriptor fields ----------------------------------------------------------------------- */

/* A field in braces: `name` and its closed values. Values are args: plain, or with a label. */
struct field {
	struct field *next;
	struct ident name;
	struct arg *values;
	size_t n_values;
	struct span span;
};

/* ---- C prototypes ---------------------------------------------------------------------------- */

/*
 * A C type and the name it declares: `const struct mcfg_buf *const *bufs[4]` has before "const
 * struct mcfg_buf *const *", name "bufs", after "[4]". Text is normalised: one blank after a word,
 * none after a star, so that before, name and after written one after the other declare the name:
 * `before` of `int n` is "int ".
 */
struct c_decl {
	const char *before;
	struct ident name; /* name null when the parameter has none */
	const char *after; /* "" or the array's brackets */
	struct span span;
	/* The tags after `struct` in `before`, interned: an interface among them makes it a handle.
	 */
	const char *struct_tag; /* or null */
};

struct c_param {
	struct c_param *next;
	struct c_decl decl;
};

struct c_proto {
	struct c_proto *next;
	bool up;
	struct c_decl decl;     /* the result's type, and the operation's name */
	struct c_param *params; /* none for (void) */
	size_t n_params;
	bool is_void;    /* the result is void */
	const char *doc; /* the # comments right above, or null */
	struct span span;
};

/* ---- items ----------------------------------------------------------------------------------- */

enum item_kind {
	ITEM_ERROR, /* what recovery skipped; `name` is what it would have declared, or null */
	ITEM_INCLUDE,
	ITEM_REQUIRE,
	ITEM_LET,
	ITEM_REGISTER,
	ITEM_INTERFACE,
	ITEM_DEVICE,
	ITEM_KEY,
	ITEM_TARGET
};

struct device_param {
	struct device_param *next;
	struct ident name;
	struct type_expr *type;
	struct expr *default_value; /* or null */

	struct binding *binding; /* by scope, for the fields' expressions */
};

struct ident_list {
	struct ident_list *next;
	struct ident ident;
};

struct item {
	struct item *next;
	enum item_kind kind;
	struct span span;
	bool is_override;  /* LET, KEY */
	struct ident name; /* LET, INTERFACE, DEVICE, KEY, TARGET; REQUIRE: `mcfg` */

	struct expr *value; /* LET (with parameters: an EXPR_FUN); KEY: its default, or null;
	                       INCLUDE, REQUIRE: the string */
	struct type_expr *annotation; /* LET: or null; KEY, DEVICE: the type */
	struct arg *args;             /* REGISTER: its arguments */
	size_t n_args;
	struct ident_list *parents;  /* INTERFACE */
	struct c_proto *protos;      /* INTERFACE */
	struct device_param *params; /* DEVICE */
	size_t n_params;
	struct field *fields; /* INTERFACE, DEVICE, KEY, TARGET */

	/* by overlay; LET: the definition that an override replaces; its next override, also of one
	 */
	struct item *replaces, *replaced_by;

	struct binding *binding; /* by scope; LET */
	size_t n_slots_frame;    /* by scope; LET, REGISTER: local slots of its expression */
};

struct file {
	struct file *next;
	struct source *source;
	struct item *items;
	bool is_descriptor; /* .mdev */
	bool is_overlay;    /* given by --overlay, or included there */
};

#endif
