/* `let`, and functions. See checker.h. */
#include "lang/checker.h"

#include <string.h>

static void set_scheme(struct checker *k, struct binding *binding, struct type *type)
{
	if (!binding)
		return;
	binding->scheme = arena_new(k->arena, struct scheme);
	binding->scheme->type = type;
}

/* ---- let ----------------------------------------------------------------------------------- */

/* Infers a definition's value one level deeper, so that what it alone decides is generalised. */
static void infer(struct checker *k, struct binding *binding, struct expr *value,
                  const struct want *want)
{
	size_t mark = k->pendings.n;
	struct type *type = check_expr(k, value, want);

	check_settle(k, mark);
	k->types.level--;
	type_generalise(&k->types, type);
	set_scheme(k, binding, type);
}

void check_let(struct checker *k, struct binding *binding, struct expr *value,
               const struct type_expr *annotation)
{
	struct want want = { .role = ROLE_ANNOTATION };

	k->types.level++;
	if (annotation) {
		want.type = check_annotation(k, annotation);
		want.at = annotation->span;
	}
	infer(k, binding, value, annotation ? &want : NULL);
}

/* The type of an override in words, when it is not as general as what it replaces. */
static void check_generality(struct checker *k, struct item *item)
{
	struct type *before = item->replaces->binding->scheme->type;
	const char *needed = describe(k, before), *found;
	struct diag *diag;

	found = describe(k, item->binding->scheme->type);
	if (!strcmp(needed, found))
		return;
	diag = diag_report(k->diags, CHECK_OVERRIDE, item->name.span, "%s is %s, the override %s",
	                   item->name.name, needed, found);
	diag_note(k->diags, diag, item->replaces->name.span, "it is defined here");
}

void check_override(struct checker *k, struct item *item)
{
	const struct binding *replaced = item->replaces->binding;
	size_t n_errors = k->diags->n_errors;
	struct want want = { .role = ROLE_OVERRIDE, .subject = item->name.name };
	struct expr *value = item->value;

	if (item->annotation) {
		check_let(k, item->binding, value, item->annotation);
	} else {
		k->types.level++;
		want.type = type_instantiate(&k->types, replaced->scheme->type);
		want.at = item->replaces->name.span;
		infer(k, item->binding, value, &want);
	}
	if (k->diags->n_errors == n_errors)
		check_generality(k, item);
}

/* `let`s whose bodies are `let`s are one loop: there may be many in a row. */
struct type *check_let_in(struct checker *k, struct expr *expr, const struct want *want)
{
	struct expr *body = expr;
	struct type *type;

	for (; body->kind == EXPR_LET; body = body->b)
		check_let(k, body->binding, body->a, body->annotation);
	type = check_expr(k, body, want);
	for (; expr != body; expr = expr->b)
		expr->type = type;
	return type;
}

/* ---- functions ----------------------------------------------------------------------------- */

static enum label label_of(const struct param *param)
{
	switch (param->kind) {
	case PARAM_LABEL: return LABEL_NAMED;
	case PARAM_OPTION:
	case PARAM_DEFAULT: return LABEL_OPTIONAL;
	default: return LABEL_NONE;
	}
}

/* The type of a parameter, of which `expected` is known from the context, or null. */
static struct type *check_param(struct checker *k, struct param *param, struct type *expected)
{
	struct types *types = &k->types;
	struct type *type = expected ? expected : types_var(types, SET_ANY);

	if (param->kind == PARAM_UNIT)
		type = types->unit;
	else if (param->annotation)
		type = check_annotation(k, param->annotation);
	set_scheme(k, param->binding,
	           param->kind == PARAM_OPTION ? types_of(types, TYPE_OPTION, type) : type);
	if (param->default_value) {
		struct want want = { .type = type,
			             .role = ROLE_DEFAULT,
			             .subject = param->name.name };

		if (param->annotation)
			want.at = param->annotation->span;
		check_expr(k, param->default_value, &want);
	}
	return type;
}

/* The next parameter's type that the context expects of a function, if its label is the same. */
static struct type *expected_param(struct type **rest, const struct param *param)
{
	struct type *arrow = *rest ? type_resolve(*rest) : NULL;

	*rest = NULL;
	if (!arrow || arrow->kind != TYPE_ARROW || arrow->label != label_of(param) ||
	    (arrow->label != LABEL_NONE && arrow->name != param->name.name))
		return NULL;
	*rest = arrow->b;
	return arrow->a;
}

static struct type *check_body(struct checker *k, struct expr *body, struct type *expected)
{
	struct want want = { .type = expected, .role = ROLE_BODY, .exact = true };

	if (!expected || type_resolve(expected)->kind == TYPE_VAR)
		return check_expr(k, body, NULL);
	return check_expr(k, body, &want);
}

static void report_only_optional(struct checker *k, struct expr *expr)
{
	const struct param *param = expr->params;
	struct diag *diag;

	for (; param; param = param->next)
		if (label_of(param) != LABEL_OPTIONAL)
			return;
	if (type_resolve(expr->a->type)->kind == TYPE_ARROW)
		return;
	diag = diag_report(k->diags, CHECK_ONLY_OPTIONAL, expr->params->span,
	                   "a function needs a parameter that is not optional");
	diag_hint(k->diags, diag, "add a last parameter ()");
	expr->bad = true;
}

struct type *check_fun(struct checker *k, struct expr *expr, const struct want *want)
{
	struct type **params = arena_array(k->arena, struct type *, expr->n_params + 1);
	struct param **of = arena_array(k->arena, struct param *, expr->n_params + 1);
	struct type *rest = want ? want->type : NULL, *type;
	size_t n = 0;

	for (struct param *param = expr->params; param; param = param->next, n++) {
		of[n] = param;
		params[n] = check_param(k, param, expected_param(&rest, param));
	}
	type = check_body(k, expr->a, rest);
	report_only_optional(k, expr);
	while (n-- > 0)
		type = types_arrow(&k->types, label_of(of[n]), of[n]->name.name, params[n], type);
	return type;
}
