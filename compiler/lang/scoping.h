/* scoping.h - what the files of scope share. */
#ifndef MCFG_SCOPING_H
#define MCFG_SCOPING_H

#include "compilation.h"
#include "lang/scope.h"

/* What a name meant before an inner binding hid it. */
struct hidden {
	const char *name;
	struct binding *before; /* or null */
};

/* The activation whose slots are being given out. */
struct activation {
	unsigned level;
	size_t n_slots;
};

/* The `let`s that an item's expression uses. */
struct bindings {
	struct binding **items;
	size_t n, cap;
};

struct scoping {
	struct compilation *c;
	struct arena *arena;
	struct map visible;        /* name -> struct binding, null when out of scope */
	VEC(struct hidden) hidden; /* of the inner scopes around, to be undone */
	VEC(const char *) names;   /* all that was ever visible outside of an item */
	struct bindings of_user;   /* the user's devices and interfaces */
	struct map below; /* name -> struct item: the first `let` of it in the user's files */
	struct activation *activation;

	struct bindings *uses; /* where the uses of items' `let`s are collected, or null */
	unsigned n_unknown;
	bool too_deep; /* CHECK_DEPTH was reported */
};

/* scope_expr.c: binds the names in an expression, of the current activation. */
void scope_expr(struct scoping *s, struct expr *expr);

/* scope_pattern.c: binds a pattern's names in the current activation, visible from now on. */
void scope_pattern(struct scoping *s, struct pattern *pattern);

/* scope_names.c */

/* A local of the current activation; not yet visible. */
struct binding *scope_local(struct scoping *s, struct ident name);

/* Makes a binding visible until scope_leave goes back behind it. */
void scope_show(struct scoping *s, struct binding *binding);
size_t scope_enter(const struct scoping *s);
void scope_leave(struct scoping *s, size_t mark);

/* Makes a binding visible for good: a declaration, or the `let` of an item. */
void scope_add(struct scoping *s, struct binding *binding);

void scope_unknown_name(struct scoping *s, const struct expr *expr);
void scope_unknown_key(struct scoping *s, const struct expr *expr);

#endif
