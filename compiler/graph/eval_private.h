/* eval_private.h - what the files of the evaluator share. */
#ifndef MCFG_EVAL_PRIVATE_H
#define MCFG_EVAL_PRIVATE_H

#include "graph/eval.h"
#include "graph/image.h"

/* One activation of a function, or of an item's own expression: its local slots. */
struct frame {
	struct frame *up; /* the activation around the function's text */
	unsigned level;   /* of its bindings */
	size_t n;
	struct value *slots[];
};

struct eval {
	struct compilation *c;
	struct arena *arena;
	struct graph *graph;

	uint64_t steps, max_steps;
	bool stopped;      /* the step limit was reported */
	struct span call;  /* the outermost application under way */
	unsigned n_calls;  /* how many are */
	const char *group; /* interned, "" outside */
	const char *distinct;
	struct device *facts_of; /* whose fields are being read, or null */
	bool closed;             /* no key may be read: a key's default is evaluated */

	struct value *poison, *unit, *none, *yes, *no;
	struct value **open_slots; /* hash-consing of graph->opens */
	size_t open_cap;
	struct map foreign_by_name; /* C name -> struct device */
	const char *config_dir;     /* absolute: of options.path */
	struct target_decl *target; /* null: open */
	const char *arch;           /* interned; null: open */
};

/* eval_expr.c */
struct value *eval_expr(struct eval *e, const struct expr *expr, struct frame *frame);
struct frame *frame_new(struct eval *e, struct frame *up, size_t n_slots);
/* A node takes the name of the user's innermost `let` that first evaluates to it. */
void name_node(struct eval *e, struct value *value, struct ident name);
struct frame *frame_copy(struct eval *e, const struct frame *frame);

/* apply.c: applies a function to arguments in the order of its type. */
struct value *apply(struct eval *e, struct value *function, struct argument *arguments, size_t n,
                    struct span span);
struct value *apply_to(struct eval *e, struct value *function, struct value *argument,
                       struct span span);

/* match.c: evaluates the arms of `match` with the scrutinee `value`. */
struct value *match(struct eval *e, const struct expr *expr, struct value *value,
                    struct frame *frame);

/* operator.c */
struct value *operate(struct eval *e, const struct expr *expr, struct value *a, struct value *b);
struct value *operate_unary(struct eval *e, const struct expr *expr, struct value *a);

/* builtin.c */
size_t builtin_arity(enum builtin builtin);
struct value *builtin_apply(struct eval *e, const struct value *function,
                            struct argument *arguments, struct span span);

/* foreign.c */
struct value *foreign_apply(struct eval *e, struct argument *arguments, struct span span);

/* device.c */
struct node *device_node(struct eval *e, struct device *device, struct value **params,
                         struct facts *facts, struct span span);
struct value *device_value(struct eval *e, struct device *device, struct span span);
struct value *device_apply(struct eval *e, const struct value *function, struct argument *arguments,
                           struct span span);

/* A device whose parameters all have defaults, used without arguments, takes them. */
struct value *device_default(struct eval *e, struct value *value, struct span span);

/* Puts a device into a node that takes it: left $ right. */
struct value *node_apply(struct eval *e, struct value *left, struct value *right, struct span span,
                         struct span operand);

/* facts.c: a device's fields, with its parameters' values. */
struct facts *facts_of(struct eval *e, struct device *device, struct value **params);
void facts_packages(struct eval *e, struct facts *facts, struct value *list,
                    const struct expr *expr, struct span span);
struct c_source *c_source_at(struct eval *e, const char *path, struct span span);

/* choice.c: what is left of several alternatives; tests[i] decides values[i], the last is
 * otherwise. */
struct alternatives {
	VEC(struct value *) tests; /* one less than values */
	VEC(struct value *) values;
	VEC(const char *) labels;
	const char *condition;
	struct span span;
};
struct value *choose(struct eval *e, struct alternatives *alternatives);

/* open.c: open values, simplified; equal ones are one. */
struct value *open_key(struct eval *e, struct key *key);
struct value *open_make(struct eval *e, enum open_op op, struct value_type type, struct value *a,
                        struct value *b, struct value *c);
struct value *open_bool(struct eval *e, enum open_op op, struct value *a, struct value *b);
struct value_type value_type_of(const struct value *value);
/* What people write for an open value: "key.fs", "!key.dhcp", "key.n > 3". */
const char *open_text(struct eval *e, const struct value *value);

/* value.c */
struct value *value_new(struct eval *e, enum value_kind kind);
struct value *value_scalar(struct eval *e, enum mcfg_type type, union mcfg_value as);
struct value *value_string(struct eval *e, const char *string);
struct value *value_int(struct eval *e, int64_t integer);
struct value *value_bool(struct eval *e, bool boolean);
struct value *value_some(struct eval *e, struct value *value);
struct value *value_list(struct eval *e, struct value **items, size_t n);
struct value *value_cons(struct eval *e, struct value *head, struct value *list);
struct value *value_tail(struct eval *e, const struct value *list);
struct value *value_node(struct eval *e, struct node *node);
bool value_is_bool(const struct value *value, bool boolean);

/* The text of a string or path value; "" for anything else. */
const char *value_text(const struct value *value);

/* Is it data, which may stand in an open value: no device and no function in it? */
bool value_is_data(const struct value *value);

/* The open value that keeps it from being known now, or null. */
const struct value *value_open_part(const struct value *value);

/* Reports that `value` must be known at configure time for `what`, and poisons. */
struct value *must_be_known(struct eval *e, const struct value *value, struct span span,
                            const char *what);

/* key.c */
struct value *key_read(struct eval *e, struct key_decl *decl, struct span span);

/* The key of a declaration in the groups around, with its value, its default, or neither. */
struct key *key_use(struct eval *e, struct key_decl *decl);

/* Uses the keys that the configuration itself declares: they are always offered. */
void keys_declare(struct eval *e);

/*
 * target.c: finds the target and architecture that were asked for, before anything is evaluated;
 * and evaluates their fields into c->image, after.
 */
void target_begin(struct eval *e);
void target_choose(struct eval *e);

/* target_fields.c: is it the field of that name; the architecture that an `arch` is about, or null.
 */
bool target_field_is(const struct field *field, const char *name);
const char *target_arch_name(const struct field *field);

#endif
