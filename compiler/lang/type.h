/* type.h - types of the language, as check infers them (LANGUAGE section 4). */
#ifndef MCFG_TYPE_H
#define MCFG_TYPE_H

#include "base/text.h"
#include "lang/decl.h"

struct compilation;

/*
 * Types of values and, inside `impl` and `typ`, types of devices: an interface, or an interface
 * that is taken and what is made of it (`console @-> job`).
 */
enum type_kind {
	TYPE_VAR,
	TYPE_ERROR, /* of a mistake that was reported: agrees with any type */
	TYPE_UNIT,
	TYPE_VALUE, /* string, int, ...: `value` */
	TYPE_LIST,  /* of `a` */
	TYPE_OPTION,
	TYPE_VARIANT,
	TYPE_ARROW, /* a -> b, ~l:a -> b, ?l:a -> b */
	TYPE_IMPL,  /* a device of the device type `a` */
	TYPE_TYP,
	TYPE_KEY,         /* an element of `keys [ ... ]` */
	TYPE_REQUIREMENT, /* an element of `requires [ ... ]` */
	TYPE_INTERFACE,   /* device type */
	TYPE_AT_ARROW     /* device type: a @-> b */
};

/*
 * What a variable may still become: a set of value types (bit 1 << MCFG_INT and so on) and of
 * these.
 */
enum type_set {
	SET_UNIT = 1 << (MCFG_ENUM + 0), /* an enumeration is a variant, so its bit is free */
	SET_LIST = 1 << (MCFG_ENUM + 1),
	SET_OPTION = 1 << (MCFG_ENUM + 2),
	SET_VARIANT = 1 << (MCFG_ENUM + 3),
	SET_ARROW = 1 << (MCFG_ENUM + 4),
	SET_IMPL = 1 << (MCFG_ENUM + 5),
	SET_TYP = 1 << (MCFG_ENUM + 6),
	SET_INTERNAL = 1 << (MCFG_ENUM + 7),
	SET_INTERFACE = 1 << (MCFG_ENUM + 8),
	SET_AT_ARROW = 1 << (MCFG_ENUM + 9),

	SET_SCALAR = (1 << MCFG_ENUM) - 1,
	SET_TEXT = SET_SCALAR | SET_VARIANT, /* what to_string writes */
	SET_STRING = 1 << MCFG_STRING | 1 << MCFG_PATH | 1 << MCFG_IPV4_ADDR | 1 << MCFG_IPV6_ADDR |
	             1 << MCFG_CIDR | 1 << MCFG_CIDR6 | 1 << MCFG_MAC | 1 << MCFG_DURATION |
	             1 << MCFG_SIZE,
	SET_INTEGER = 1 << MCFG_INT | 1 << MCFG_PORT | 1 << MCFG_FLOAT | 1 << MCFG_SIZE,
	SET_PATHLIKE = 1 << MCFG_STRING | 1 << MCFG_PATH,
	SET_SIGNED = 1 << MCFG_INT | 1 << MCFG_FLOAT,
	SET_DATA = SET_SCALAR | SET_UNIT | SET_LIST | SET_OPTION | SET_VARIANT,
	SET_ANY = SET_DATA | SET_ARROW | SET_IMPL | SET_TYP,
	SET_DEVICE = SET_INTERFACE | SET_AT_ARROW
};

/* Why a literal became what it is: the expression that asked, and where its type is declared. */
struct use {
	struct span span;
	struct span decl; /* unknown where it is the same, or nowhere */
};

struct tag_type {
	const char *name;     /* interned */
	struct type *payload; /* or null */
	bool present;         /* a value may have it; else a match only allows for it */
};

/* The variants of a type. It can still change while it is open, or has some that are not present.
 */
struct variants {
	struct tag_type *tags; /* by name */
	size_t n, cap;
	bool closed;
	bool endless;  /* key.target, key.arch: never closed, a match needs `_` */
	bool compared; /* payloads are data */
};

enum { LEVEL_GENERIC = 0x7fffffff };

struct type {
	enum type_kind kind;
	enum label label;     /* ARROW */
	enum mcfg_type value; /* VALUE */
	unsigned level;       /* VAR, VARIANT: of the `let` that it belongs to, or LEVEL_GENERIC */
	uint32_t mark;        /* the walk that saw it last */
	bool generic;         /* some part is generic */
	bool literal;         /* VAR: a literal's; one type in its whole file */
	bool compared;        /* VAR: data all through */
	uint32_t set;         /* VAR: enum type_set */
	struct type *link;    /* what it was found to be, or null */
	struct type *copy;    /* by instantiation */
	union {
		struct {
			struct type *a, *b;
			const char *name; /* ARROW: the label */
		};
		struct interface *interface;
		struct variants *row;
		const struct use *use; /* VAR: a literal's, once it is known */
	};
};

/* What a variable is generalised to: its type, whose generic parts are copied at each use. */
struct scheme {
	struct type *type;
};

struct types {
	struct compilation *c;
	struct arena *arena;
	unsigned level;        /* of the `let` being inferred */
	uint32_t walk;         /* a mark for each walk over types */
	const struct use *use; /* what asks, while types are compared */
	struct type *error, *unit, *key, *requirement;
	struct type *values[MCFG_N_TYPES];
	struct map impls, interfaces; /* struct interface -> its type */
	size_t n_copied;              /* by the instantiation under way */
	bool too_deep;                /* a walk over a type turned back */
	bool too_large;               /* an instantiation did */
};

void types_init(struct types *types, struct compilation *c);

/* ---- making types -------------------------------------------------------------------------- */

struct type *types_var(struct types *types, uint32_t set);
struct type *types_literal(struct types *types, uint32_t set);
struct type *types_of(struct types *types, enum type_kind kind, struct type *a); /* LIST ... TYP */
struct type *types_arrow(struct types *types, enum label label, const char *name, struct type *a,
                         struct type *b);
struct type *types_at_arrow(struct types *types, struct type *a, struct type *b);
struct type *types_interface(struct types *types, struct interface *interface);
struct type *types_impl(struct types *types, struct interface *interface);

/* A variant type without variants yet, open. */
struct type *types_row(struct types *types);

/* The type of a key or a device's parameter. Of an open variant a new one each time. */
struct type *type_of_value_type(struct types *types, const struct value_type *value);

/* ---- looking at types ---------------------------------------------------------------------- */

/* The type itself, behind what was found out about variables. */
struct type *type_resolve(struct type *type);

/* Is the resolved type an `impl`, a `typ` ... of this device type kind? */
bool type_is_impl(struct type *type, enum type_kind of);

/* The use that decided a literal's type, or null. */
const struct use *type_use(const struct type *type);

struct tag_type *row_find(const struct variants *row, const char *name);

/* Adds a variant that is not there; it may be moved by the next one. */
struct tag_type *row_insert(struct types *types, struct variants *row, const char *name,
                            struct type *payload);

/* In the language's syntax; variables are 'a, 'b in order of appearance in `names`. */
struct type_names {
	struct type **items;
	size_t n, cap;
};
const char *type_text(struct types *types, struct type *type);
void type_print(struct types *types, struct text *out, struct type *type, struct type_names *names);

/* ---- polymorphism (type_scheme.c) ---------------------------------------------------------- */

/* Makes generic what belongs to no `let` around; literals stay as they are. */
void type_generalise(struct types *types, struct type *type);

/* A copy of the generic parts with variables of their own. */
struct type *type_instantiate(struct types *types, struct type *type);

/* ---- equality (unify.c) -------------------------------------------------------------------- */

enum mismatch_kind {
	MISMATCH_KIND,     /* two different types */
	MISMATCH_LABEL,    /* two function types with different labels */
	MISMATCH_TAG,      /* a variant that the other type has not: `tag` */
	MISMATCH_PAYLOAD,  /* a variant with a value, and the same without: `tag` */
	MISMATCH_ENDLESS,  /* a variant type that is never closed */
	MISMATCH_INFINITE, /* a type that would contain itself */
	MISMATCH_DEPTH     /* reported already */
};

struct mismatch {
	enum mismatch_kind kind;
	const char *tag;
	const struct variants *row; /* TAG: the one without it */
};

/* Makes two types equal. False when they cannot be, with the reason in `why` (may be null). */
bool unify(struct types *types, struct type *a, struct type *b, struct mismatch *why);

/* Makes a type one of a set; `compared`: data all through. */
bool type_restrict(struct types *types, struct type *type, uint32_t set, bool compared);

#endif
