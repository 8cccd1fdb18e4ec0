/* scope.h - what each name means. */
#ifndef MCFG_SCOPE_H
#define MCFG_SCOPE_H

#include "lang/decl.h"

enum binding_kind {
	BINDING_LET,   /* of an item: one value for the whole compilation */
	BINDING_LOCAL, /* of a function's parameter, an inner let or a pattern */
	BINDING_DEVICE,
	BINDING_INTERFACE, /* a value of type `'a typ` */
	BINDING_BUILTIN
};

enum builtin {
	BUILTIN_FOREIGN,
	BUILTIN_REFUSE,
	BUILTIN_MAP,
	BUILTIN_FOLD,
	BUILTIN_APPEND,
	BUILTIN_LENGTH,
	BUILTIN_TO_STRING,
	BUILTIN_OF_STRING,
	N_BUILTINS
};

/*
 * The names of the built-in functions, by enum builtin. Their types:
 *
 *	foreign    ?sources:path list
 *	           -> ?packages:[ `apt of string | `pkg_config of string ] list
 *	           -> ?keys:(key list) -> ?requires:(requirement list)
 *	           -> string -> 'a typ -> 'a impl
 *	refuse     string -> 'a impl
 *	map        ('a -> 'b) -> 'a list -> 'b list
 *	fold       ('b -> 'a -> 'b) -> 'b -> 'a list -> 'b
 *	append     'a list -> 'a list -> 'a list
 *	length     'a list -> int
 *	to_string  'a -> string, of any scalar type
 *	of_string  string -> 'a, of any scalar type: one in its file, as a
 *	           literal; read it off the type of the name's node
 */
extern const char *const builtin_names[N_BUILTINS];

struct binding {
	enum binding_kind kind;
	const char *name;
	struct span span; /* where it is bound; unknown for BUILTIN */

	struct device *device;       /* DEVICE */
	struct interface *interface; /* INTERFACE */
	enum builtin builtin;        /* BUILTIN */
	struct expr *definition;     /* LET, and the LOCAL of an inner let; or null */
	const struct item *item;     /* LET */
	bool of_prelude;             /* LET: stands in the prelude, not in a user's file */
	bool live;                   /* LET: `register` needs it */

	/* LOCAL: `slot` of the activation `level`; level 0 is the item's own expression, 1 the body
	   of a function in it, 2 a function in that. */
	unsigned level, slot;

	struct scheme *scheme; /* by check */
	struct value *value;   /* by eval: LET; DEVICE and INTERFACE, once wanted */
};

/*
 * scope - give each name its binding: expr->binding, param->binding, pattern->binding,
 * item->binding.
 *
 * Interfaces and devices form one order-free scope, over the built-in names. Into it come the
 * `let`s of the prelude and of the files, in order: one sees only what stands above it, and may
 * hide anything; but the user's files see a device or interface of the user's, also where the
 * prelude has a `let` of its name. The expressions in a device's fields see the declarations and
 * the device's own parameters (slots 0.. of level 0); the defaults of keys and of parameters see
 * the declarations.
 *
 * A parameter of a function has the next level; its default is evaluated in the function's
 * activation and sees the parameters before it. Slots of one activation are never used again, so a
 * function may keep it.
 *
 * Afterwards each EXPR_KEY has its key, each `group "g" e` and `distinct "b" e` is marked, and
 * binding->live tells which `let`s the registration needs (without one: all of the user's).
 */
struct compilation;
void scope(struct compilation *c);

#endif
