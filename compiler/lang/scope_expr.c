/* The names in an expression. */
#include "lang/scoping.h"

#include <string.h>

static void scope_name(struct scoping *s, struct expr *expr)
{
	struct binding *binding;

	if (!expr->name.name)
		return;
	binding = map_get(&s->visible, expr->name.name);
	expr->binding = binding;
	if (!binding && map_get(&s->c->decls.broken, expr->name.name))
		return;
	if (!binding)
		scope_unknown_name(s, expr);
	else if (binding->kind == BINDING_LET && s->uses)
		*vec_push(s->arena, s->uses) = binding;
}

static void scope_key(struct scoping *s, struct expr *expr)
{
	if (!expr->name.name)
		return;
	expr->key = map_get(&s->c->decls.key_by_name, expr->name.name);
	if (!expr->key && !map_get(&s->c->decls.broken_keys, expr->name.name))
		scope_unknown_key(s, expr);
}

/* `group` is this form wherever it stands as a head; `distinct` where nobody hides it. */
static enum scoped scoped_form(const struct scoping *s, const struct expr *head)
{
	if (head->kind != EXPR_NAME || !head->name.name)
		return SCOPED_NONE;
	if (!strcmp(head->name.name, "group"))
		return SCOPED_GROUP;
	if (!strcmp(head->name.name, "distinct") && !map_get(&s->visible, head->name.name))
		return SCOPED_DISTINCT;
	return SCOPED_NONE;
}

static void scope_apply(struct scoping *s, struct expr *expr)
{
	expr->scoped = scoped_form(s, expr->a);
	if (!expr->scoped)
		scope_expr(s, expr->a);
	for (struct arg *arg = expr->args; arg; arg = arg->next)
		scope_expr(s, arg->value);
}

static void report_twice(struct scoping *s, const struct param *param, const struct binding *first)
{
	struct diag *diag = diag_report(&s->c->diags, CHECK_BOUND_TWICE, param->name.span,
	                                "two parameters are named %s", param->name.name);

	diag_note(&s->c->diags, diag, first->span, "the first one is here");
}

/* Parameters take the first slots of the function's activation, and see those before them. */
static void scope_params(struct scoping *s, struct expr *expr)
{
	for (struct param *param = expr->params; param; param = param->next) {
		const struct binding *same;

		if (param->default_value)
			scope_expr(s, param->default_value);
		if (param->kind == PARAM_WILD || param->kind == PARAM_UNIT || !param->name.name)
			continue;
		same = map_get(&s->visible, param->name.name);
		param->binding = scope_local(s, param->name);
		if (same && same->kind == BINDING_LOCAL && same->level == param->binding->level)
			report_twice(s, param, same);
		scope_show(s, param->binding);
	}
}

static void scope_fun(struct scoping *s, struct expr *expr)
{
	struct activation *around = s->activation;
	struct activation own = { around->level + 1, 0 };
	size_t mark = scope_enter(s);

	s->activation = &own;
	scope_params(s, expr);
	scope_expr(s, expr->a);
	scope_leave(s, mark);
	s->activation = around;
	expr->n_slots_frame = own.n_slots;
}

static void scope_match(struct scoping *s, struct expr *expr)
{
	scope_expr(s, expr->a);
	for (struct arm *arm = expr->arms; arm; arm = arm->next) {
		size_t mark = scope_enter(s);

		scope_pattern(s, arm->pattern);
		scope_expr(s, arm->body);
		scope_leave(s, mark);
	}
}

/* `let`s whose bodies are `let`s are one loop: there may be many in a row. */
static void scope_let(struct scoping *s, struct expr *expr)
{
	size_t mark = scope_enter(s);

	for (; expr && expr->kind == EXPR_LET; expr = expr->b) {
		scope_expr(s, expr->a);
		if (!expr->name.name)
			continue;
		expr->binding = scope_local(s, expr->name);
		expr->binding->definition = expr->a;
		scope_show(s, expr->binding);
	}
	scope_expr(s, expr);
	scope_leave(s, mark);
}

static bool too_deep(struct scoping *s, const struct expr *expr)
{
	if (!compilation_too_deep(s->c))
		return false;
	if (!s->too_deep)
		diag_report(&s->c->diags, CHECK_DEPTH, expr->span, "this is nested too deeply");
	s->too_deep = true;
	return true;
}

void scope_expr(struct scoping *s, struct expr *expr)
{
	if (!expr || too_deep(s, expr))
		return;
	switch (expr->kind) {
	case EXPR_NAME: scope_name(s, expr); break;
	case EXPR_KEY: scope_key(s, expr); break;
	case EXPR_APPLY: scope_apply(s, expr); break;
	case EXPR_FUN: scope_fun(s, expr); break;
	case EXPR_LET: scope_let(s, expr); break;
	case EXPR_MATCH: scope_match(s, expr); break;
	case EXPR_LIST:
		for (struct element *at = expr->elements; at; at = at->next)
			scope_expr(s, at->value);
		break;
	case EXPR_SOME:
	case EXPR_TAG:
	case EXPR_IF:
	case EXPR_BINARY:
	case EXPR_UNARY:
	case EXPR_ANNOT:
		scope_expr(s, expr->a);
		scope_expr(s, expr->b);
		scope_expr(s, expr->c);
		break;
	default: break;
	}
}
