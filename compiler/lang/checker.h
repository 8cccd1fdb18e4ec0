/* checker.h - what the files of check share. */
#ifndef MCFG_CHECKER_H
#define MCFG_CHECKER_H

#include "compilation.h"
#include "lang/scope.h"
#include "lang/type.h"

/* In which role an expression must have a type: decides what a mistake is called. */
enum role {
	ROLE_ARGUMENT,   /* of the function `subject`, perhaps for `label` */
	ROLE_OPERAND,    /* right of `$`, for the device `subject` */
	ROLE_ELEMENT,    /* of a list, like the one at `at` */
	ROLE_REST,       /* right of ::, like the element at `at` */
	ROLE_BRANCH,     /* of an if or match, like the one at `at` */
	ROLE_ANNOTATION, /* which stands at `at` */
	ROLE_CONDITION,
	ROLE_OPERATOR, /* `subject` */
	ROLE_SIDE,     /* of the comparison `subject`, like the other one at `at` */
	ROLE_BODY,     /* of a function whose context decides its type */
	ROLE_PAYLOAD,  /* of the variant `subject` */
	ROLE_DEFAULT,  /* of the parameter or key `subject` */
	ROLE_FIELD,    /* `subject` */
	ROLE_JOBS,     /* of register */
	ROLE_NAME,     /* of register, group, distinct: `subject` */
	ROLE_OVERRIDE  /* of the definition `subject`, which stands at `at` */
};

/* The type that an expression must have, and why. */
struct want {
	struct type *type;
	enum role role;
	bool exact;          /* no inclusion */
	const char *subject; /* or null */
	const char *label;   /* ARGUMENT, or null */
	bool as_option;      /* ARGUMENT: given as ?label: */
	struct span at;      /* the other place involved, or none */
	struct span decl;    /* where the type is declared, or unknown */
};

/* An inclusion that waits for a variable, till the end of its `let`. */
struct pending {
	struct expr *expr;
	struct type *found;
	struct want want;
	bool foreign; /* no inclusion: the type of a foreign, which must end in job */
};

/* A literal whose type is known at the end of its file only. */
struct literal {
	struct expr *expr;       /* a STRING or INT, or the NAME of of_string; or null */
	struct pattern *pattern; /* if expr is null */
	struct type *type;
};

struct literals {
	struct literal *items;
	size_t n, cap;
	const struct file *last; /* the last part of the file: see load.h */
};

struct checker {
	struct compilation *c;
	struct arena *arena;
	struct diags *diags;
	struct types types;
	struct type *builtins[N_BUILTINS];
	VEC(struct pending) pendings;
	struct literals *literals;     /* of the file being checked */
	struct map literals_of_source; /* struct source -> struct literals */
	VEC(struct binding *) lets;    /* checked so far, to name them in hints */
	struct map let_by_name;        /* the last one of each name */
	struct map type_vars;          /* 'a in annotations -> struct type, for one item */
	unsigned n_hints;              /* that searched for names */
	bool too_deep;                 /* CHECK_DEPTH was reported */
};

/* ---- check_expr.c -------------------------------------------------------------------------- */

/*
 * The type of an expression. With a `want`, it is passed down to where it decides something, the
 * expression is made to have it or a mistake is reported, and `want->type` is returned.
 */
struct type *check_expr(struct checker *k, struct expr *expr, const struct want *want);

/* The same without the comparison: what the expression's own form gives. */
struct type *check_form(struct checker *k, struct expr *expr, const struct want *want);

/* Does its type depend on what the context expects? Then it is best looked at last. */
bool expr_is_hungry(const struct expr *expr);

/* Reports CHECK_DEPTH, once. */
struct type *check_too_deep(struct checker *k, struct span span);

/* Marks a mistake; the type that goes with it. */
struct type *check_bad(struct checker *k, struct expr *expr);

/* ---- check_let.c --------------------------------------------------------------------------- */

/* Infers `value`, generalises it, and gives it to the binding (or null). */
void check_let(struct checker *k, struct binding *binding, struct expr *value,
               const struct type_expr *annotation);
/* The same of an `override let`: it has the type of what it replaces. */
void check_override(struct checker *k, struct item *item);
struct type *check_let_in(struct checker *k, struct expr *expr, const struct want *want);
struct type *check_fun(struct checker *k, struct expr *expr, const struct want *want);

/* ---- check_include.c: when one type does for another --------------------------------------- */

/* Makes the type `found` of an expression fit, by inclusion or equality; reports where it cannot.
 */
void check_fits(struct checker *k, struct expr *expr, struct type *found, const struct want *want);

/* Could it fit? Changes nothing, and says yes where it is not known. */
bool could_fit(struct type *found, struct type *wanted);

/* Decides what waits since `mark`, at the end of a `let`. */
void check_settle(struct checker *k, size_t mark);

/* ---- check_apply.c, check_device.c --------------------------------------------------------- */

struct type *check_apply(struct checker *k, struct expr *expr);
struct type *check_dollar(struct checker *k, struct expr *expr);
struct type *check_at_arrow(struct checker *k, struct expr *expr);

/* The type of a device's name in expressions; `head`: of an application, which may give parameters.
 */
struct type *check_device_name(struct checker *k, const struct device *device, bool head);

/* ---- check_operator.c, check_literal.c, check_pattern.c, check_annotation.c ---------------- */

struct type *check_binary(struct checker *k, struct expr *expr, const struct want *want);
struct type *check_unary(struct checker *k, struct expr *expr);

struct type *check_literal(struct checker *k, struct expr *expr, const struct want *want);
struct type *check_pattern_literal(struct checker *k, struct pattern *pattern, struct type *type);
struct type *check_of_string(struct checker *k, struct expr *name);
/* Decides the literals of a file that nothing decided, and reads them all. */
void check_literals(struct checker *k);

struct type *check_match(struct checker *k, struct expr *expr, const struct want *want);

/* The type that an annotation writes. */
struct type *check_annotation(struct checker *k, const struct type_expr *annotation);

/* ---- check_field.c, check_builtin.c -------------------------------------------------------- */

void check_fields(struct checker *k, struct item *item);
void check_builtins_init(struct checker *k);
struct type *check_builtin(struct checker *k, struct expr *name);

/* ---- check_explain.c, check_describe.c: what to say ---------------------------------------- */

/* `expr` has the type `found`, and not the one wanted. */
void explain_mismatch(struct checker *k, struct expr *expr, struct type *found,
                      const struct want *want, const struct mismatch *why);

/* An argument of something that takes several; `found` null where it is not known. */
struct operand {
	struct expr *expr;
	struct type *found, *wanted;
};

/* If the operands fit in another order, says so. */
bool explain_order(struct checker *k, const char *subject, const struct operand *operands,
                   size_t n);

/* "a console", "an int", "a device of type console @-> job", ... */
const char *describe(struct checker *k, struct type *type);

/* A word with `a` or `an`. */
const char *with_article(struct checker *k, const char *word);

/* "`fast, `safe" */
const char *row_text(struct checker *k, const struct variants *row);

/* How the head of an application is called: its name, or null. */
const char *subject_of(const struct expr *expr);

/* ---- check_hint.c -------------------------------------------------------------------------- */

/* Is the place in a text of the user's, and not in mcfg's installation? */
bool note_worthy(const struct checker *k, struct span span);

/* "eth is an ethernet because of this", at the definition of the name that `expr` is, if it is one.
 */
bool note_origin(struct checker *k, struct diag *diag, const struct expr *expr, struct type *type);

/* "tap still needs its name, a string": a function of the type `found` where a device is needed. */
void report_needs_value(struct checker *k, const struct expr *expr, const struct type *found);

/* Which device makes the one wanted out of the one found, or is the one wanted. */
void hint_device(struct checker *k, struct diag *diag, const struct interface *found,
                 const struct interface *wanted);

/* The name of a `let` or a device that is a device of this interface, or null. */
const char *device_at_hand(struct checker *k, const struct interface *interface);

#endif
