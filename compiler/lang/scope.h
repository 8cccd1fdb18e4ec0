/* scope.h - what each name means. */
#ifndef MCFG_SCOPE_H
#define MCFG_SCOPE_H

#include "lang/decl.h"

enum binding_kind {
	BINDING_LET,       /* of an item: one value for the whole compilation */
	BINDING_LOCAL,     /* of a function's parameter, an inner let or a pattern */
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

/* The names of the built-in functions, by enum builtin. */
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

	/* LOCAL: `slot` of the activation `level`; level 0 is the item's own expression, 1 the body of a
	   function in it, 2 a function in that. */
	unsigned level, slot;

	struct scheme *scheme; /* by check */
	struct value *value;   /* by eval: LET; DEVICE and INTERFACE, once wanted */
};

#endif
