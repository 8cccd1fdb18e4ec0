/*
 * ast_build.h - the constructors of the tree: one for each form, called by the parser's actions.
 *
 * Everything is made in `arena`; texts and names are kept, names being interned. `span` is the
 * whole form's place.
 */
#ifndef MCFG_AST_BUILD_H
#define MCFG_AST_BUILD_H

#include "lang/ast_chain.h"

/* Unescaped bytes, and a NUL after them. */
struct string {
	const char *bytes;
	size_t len;
};

static inline struct ident ident_at(const char *name, struct span span)
{
	return (struct ident){ name, span };
}

struct ident_list *ident_list_new(struct arena *arena, const char *name, struct span span);

/* ---- types ---- */

/* A name, applied to `inner` when that is there: `inner NAME`. */
struct type_expr *type_name(struct arena *arena, struct span span, struct ident name,
                            struct type_expr *inner);
struct type_expr *type_var(struct arena *arena, struct span span, const char *name);
struct type_expr *type_arrow(struct arena *arena, struct span span, enum label label,
                             struct ident name, struct type_expr *left, struct type_expr *right);
struct type_expr *type_at_arrow(struct arena *arena, struct span span, struct type_expr *left,
                                struct type_expr *right);
struct type_expr *type_variant(struct arena *arena, struct span span, enum row_bound row,
                               struct tag_expr_chain tags);
struct tag_expr *tag_expr_new(struct arena *arena, struct ident tag, struct type_expr *payload);

/* ---- patterns ---- */

/* WILD, UNIT, NONE, NIL. */
struct pattern *pattern_plain(struct arena *arena, struct span span, enum pattern_kind kind);
struct pattern *pattern_name(struct arena *arena, struct span span, const char *name);
struct pattern *pattern_int(struct arena *arena, struct span span, int64_t integer);
struct pattern *pattern_bool(struct arena *arena, struct span span, bool boolean);
struct pattern *pattern_string(struct arena *arena, struct span span, const struct string *string);
struct pattern *pattern_tag(struct arena *arena, struct span span, struct ident tag,
                            struct pattern *payload);
/* SOME (b is null), CONS, OR. */
struct pattern *pattern_pair(struct arena *arena, struct span span, enum pattern_kind kind,
                             struct pattern *a, struct pattern *b);
/* The patterns of `[p; q]`, linked by `b` in reverse order, written out as conses. */
struct pattern *pattern_list(struct arena *arena, struct span span, struct pattern *reversed);
/* One more pattern on such a list. */
struct pattern *pattern_list_add(struct arena *arena, struct pattern *reversed,
                                 struct pattern *pattern);

/* ---- expressions ---- */

/* ERROR, UNIT, NONE. */
struct expr *expr_plain(struct arena *arena, struct span span, enum expr_kind kind);
/* NAME, KEY. */
struct expr *expr_name(struct arena *arena, struct span span, enum expr_kind kind,
                       struct ident name);
struct expr *expr_string(struct arena *arena, struct span span, const struct string *string);
struct expr *expr_int(struct arena *arena, struct span span, int64_t integer);
struct expr *expr_float(struct arena *arena, struct span span, double real);
struct expr *expr_bool(struct arena *arena, struct span span, bool boolean);
struct expr *expr_some(struct arena *arena, struct span span, struct expr *a);
struct expr *expr_tag(struct arena *arena, struct span span, struct ident tag,
                      struct expr *payload);
struct expr *expr_list(struct arena *arena, struct span span, struct element_chain elements);
/* The head itself when there are no arguments. */
struct expr *expr_apply(struct arena *arena, struct span span, struct expr *head,
                        struct arg_chain args);
struct expr *expr_fun(struct arena *arena, struct span span, struct param_chain params,
                      struct expr *body);
struct expr *expr_if(struct arena *arena, struct span span, struct expr *test, struct expr *yes,
                     struct expr *no);
struct expr *expr_match(struct arena *arena, struct span span, struct expr *a,
                        struct arm_chain arms);
struct expr *expr_binary(struct arena *arena, enum operator op, struct span op_span, struct expr *a,
                         struct expr *b);
/* A minus before an integer or a float literal becomes the literal's. */
struct expr *expr_unary(struct arena *arena, enum operator op, struct span op_span, struct expr *a);
struct expr *expr_annot(struct arena *arena, struct span span, struct expr *a,
                        struct type_expr *annotation);

/* What stands between `let` and the value's end: NAME params : annotation = value. */
struct definition {
	struct ident name;
	struct type_expr *annotation; /* or null */
	struct expr *value;           /* with parameters: an EXPR_FUN, annotated in its body */
};

struct definition *definition_new(struct arena *arena, struct ident name, struct param_chain params,
                                  struct type_expr *annotation, struct expr *value);
/* A definition whose value could not be read: an EXPR_ERROR at `error`. */
struct definition *definition_unread(struct arena *arena, struct ident name, struct span error);
struct expr *expr_let(struct arena *arena, struct span span, const struct definition *definition,
                      struct expr *body);

struct arg *arg_new(struct arena *arena, struct span span, enum label label, struct ident name,
                    struct expr *value);
struct element *element_new(struct arena *arena, struct expr *value);
struct arm *arm_new(struct arena *arena, struct span span, struct pattern *pattern,
                    struct expr *body);
struct param *param_new(struct arena *arena, struct span span, enum param_kind kind,
                        struct ident name, struct type_expr *annotation,
                        struct expr *default_value);

/* ---- items ---- */

struct item *item_new(struct arena *arena, struct span span, enum item_kind kind,
                      struct ident name);
struct item *item_include(struct arena *arena, struct span span, struct expr *path);
struct item *item_require(struct arena *arena, struct span span, struct ident name,
                          struct expr *versions);
struct item *item_let(struct arena *arena, struct span span, const struct definition *definition,
                      bool is_override);
struct item *item_register(struct arena *arena, struct span span, struct arg_chain args);
struct item *item_interface(struct arena *arena, struct span span, struct ident name,
                            struct ident_list_chain parents, struct field_chain fields,
                            struct c_proto_chain protos);
struct item *item_device(struct arena *arena, struct span span, struct ident name,
                         struct device_param_chain params, struct type_expr *type,
                         struct field_chain fields);
struct item *item_key(struct arena *arena, struct span span, struct ident name,
                      struct type_expr *type, struct expr *default_value, struct field_chain fields,
                      bool is_override);
struct item *item_target(struct arena *arena, struct span span, struct ident name,
                         struct field_chain fields);
struct device_param *device_param_new(struct arena *arena, struct ident name,
                                      struct type_expr *type, struct expr *default_value);
struct field *field_new(struct arena *arena, struct span span, struct ident name,
                        struct arg_chain values);

#endif
