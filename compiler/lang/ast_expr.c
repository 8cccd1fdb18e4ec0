/* Expressions; see ast_build.h. */
#include "lang/ast_build.h"

struct expr *expr_plain(struct arena *arena, struct span span, enum expr_kind kind)
{
	struct expr *expr = arena_new(arena, struct expr);

	expr->kind = kind;
	expr->span = span;
	return expr;
}

struct expr *expr_name(struct arena *arena, struct span span, enum expr_kind kind,
                       struct ident name)
{
	struct expr *expr = expr_plain(arena, span, kind);

	expr->name = name;
	return expr;
}

struct expr *expr_string(struct arena *arena, struct span span, const struct string *string)
{
	struct expr *expr = expr_plain(arena, span, EXPR_STRING);

	expr->string.bytes = string->bytes;
	expr->string.len = string->len;
	return expr;
}

struct expr *expr_int(struct arena *arena, struct span span, int64_t integer)
{
	struct expr *expr = expr_plain(arena, span, EXPR_INT);

	expr->integer = integer;
	return expr;
}

struct expr *expr_float(struct arena *arena, struct span span, double real)
{
	struct expr *expr = expr_plain(arena, span, EXPR_FLOAT);

	expr->real = real;
	return expr;
}

struct expr *expr_bool(struct arena *arena, struct span span, bool boolean)
{
	struct expr *expr = expr_plain(arena, span, EXPR_BOOL);

	expr->boolean = boolean;
	return expr;
}

struct expr *expr_some(struct arena *arena, struct span span, struct expr *a)
{
	struct expr *expr = expr_plain(arena, span, EXPR_SOME);

	expr->a = a;
	return expr;
}

struct expr *expr_tag(struct arena *arena, struct span span, struct ident tag, struct expr *payload)
{
	struct expr *expr = expr_plain(arena, span, EXPR_TAG);

	expr->name = tag;
	expr->a = payload;
	return expr;
}

struct expr *expr_list(struct arena *arena, struct span span, struct element_chain elements)
{
	struct expr *expr = expr_plain(arena, span, EXPR_LIST);

	expr->elements = elements.first;
	expr->n_elements = elements.n;
	return expr;
}

struct expr *expr_apply(struct arena *arena, struct span span, struct expr *head,
                        struct arg_chain args)
{
	struct expr *expr;

	if (!args.n)
		return head;
	expr = expr_plain(arena, span, EXPR_APPLY);
	expr->a = head;
	expr->args = args.first;
	expr->n_args = args.n;
	return expr;
}

struct expr *expr_fun(struct arena *arena, struct span span, struct param_chain params,
                      struct expr *body)
{
	struct expr *expr = expr_plain(arena, span, EXPR_FUN);

	expr->params = params.first;
	expr->n_params = params.n;
	expr->a = body;
	return expr;
}

struct expr *expr_if(struct arena *arena, struct span span, struct expr *test, struct expr *yes,
                     struct expr *no)
{
	struct expr *expr = expr_plain(arena, span, EXPR_IF);

	expr->a = test;
	expr->b = yes;
	expr->c = no;
	return expr;
}

struct expr *expr_match(struct arena *arena, struct span span, struct expr *a,
                        struct arm_chain arms)
{
	struct expr *expr = expr_plain(arena, span, EXPR_MATCH);

	expr->a = a;
	expr->arms = arms.first;
	return expr;
}

struct expr *expr_binary(struct arena *arena, enum operator op, struct span op_span, struct expr *a,
                         struct expr *b)
{
	struct expr *expr = expr_plain(arena, span_join(a->span, b->span), EXPR_BINARY);

	expr->op = op;
	expr->op_span = op_span;
	expr->a = a;
	expr->b = b;
	return expr;
}

/* Does the sign stand right before the literal's digits? `-(1)` has something between. */
static bool is_sign_of(const struct expr *a, struct span op_span)
{
	return a->span.begin == op_span.end;
}

struct expr *expr_unary(struct arena *arena, enum operator op, struct span op_span, struct expr *a)
{
	struct span span = span_join(op_span, a->span);
	struct expr *expr;

	/* The least integer is its own negation. */
	if (op == OP_NEGATE && a->kind == EXPR_INT && is_sign_of(a, op_span))
		return expr_int(arena, span, a->integer == INT64_MIN ? INT64_MIN : -a->integer);
	if (op == OP_NEGATE && a->kind == EXPR_FLOAT && is_sign_of(a, op_span))
		return expr_float(arena, span, -a->real);
	expr = expr_plain(arena, span, EXPR_UNARY);
	expr->op = op;
	expr->op_span = op_span;
	expr->a = a;
	return expr;
}

struct expr *expr_annot(struct arena *arena, struct span span, struct expr *a,
                        struct type_expr *annotation)
{
	struct expr *expr = expr_plain(arena, span, EXPR_ANNOT);

	expr->a = a;
	expr->annotation = annotation;
	return expr;
}

struct definition *definition_new(struct arena *arena, struct ident name, struct param_chain params,
                                  struct type_expr *annotation, struct expr *value)
{
	struct definition *definition = arena_new(arena, struct definition);

	definition->name = name;
	if (params.n) {
		struct span span = span_join(params.first->span, value->span);

		if (annotation)
			value = expr_annot(arena, span_join(annotation->span, value->span), value,
			                   annotation);
		definition->value = expr_fun(arena, span, params, value);
	} else {
		definition->annotation = annotation;
		definition->value = value;
	}
	return definition;
}

struct definition *definition_unread(struct arena *arena, struct ident name, struct span error)
{
	struct definition *definition = arena_new(arena, struct definition);

	definition->name = name;
	definition->value = expr_plain(arena, error, EXPR_ERROR);
	return definition;
}

struct expr *expr_let(struct arena *arena, struct span span, const struct definition *definition,
                      struct expr *body)
{
	struct expr *expr = expr_plain(arena, span, EXPR_LET);

	expr->name = definition->name;
	expr->annotation = definition->annotation;
	expr->a = definition->value;
	expr->b = body;
	return expr;
}

struct arg *arg_new(struct arena *arena, struct span span, enum label label, struct ident name,
                    struct expr *value)
{
	struct arg *arg = arena_new(arena, struct arg);

	arg->span = span;
	arg->label = label;
	arg->name = name;
	arg->value = value;
	return arg;
}

struct element *element_new(struct arena *arena, struct expr *value)
{
	struct element *element = arena_new(arena, struct element);

	element->value = value;
	return element;
}

struct arm *arm_new(struct arena *arena, struct span span, struct pattern *pattern,
                    struct expr *body)
{
	struct arm *arm = arena_new(arena, struct arm);

	arm->span = span;
	arm->pattern = pattern;
	arm->body = body;
	return arm;
}

struct param *param_new(struct arena *arena, struct span span, enum param_kind kind,
                        struct ident name, struct type_expr *annotation, struct expr *default_value)
{
	struct param *param = arena_new(arena, struct param);

	param->span = span;
	param->kind = kind;
	param->name = name;
	param->annotation = annotation;
	param->default_value = default_value;
	return param;
}
