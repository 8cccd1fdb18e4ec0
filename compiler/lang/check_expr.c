/* The forms of expressions, but for those that have a file of their own. See checker.h. */
#include "lang/checker.h"

struct type *check_bad(struct checker *k, struct expr *expr)
{
	expr->bad = true;
	return k->types.error;
}

struct type *check_too_deep(struct checker *k, struct span span)
{
	if (!k->too_deep)
		diag_report(k->diags, CHECK_DEPTH, span, "this is nested too deeply");
	k->too_deep = true;
	return k->types.error;
}

bool expr_is_hungry(const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_LIST:
	case EXPR_IF:
	case EXPR_MATCH:
	case EXPR_LET:
	case EXPR_FUN:
	case EXPR_SOME:
	case EXPR_TAG:
	case EXPR_STRING:
	case EXPR_INT: return true;
	case EXPR_BINARY: return expr->op == OP_CONS;
	default: return false;
	}
}

/* ---- names --------------------------------------------------------------------------------- */

/* The variable's type, with generic parts of its own. */
static struct type *instance(struct checker *k, struct expr *expr, struct type *generic)
{
	struct type *type = type_instantiate(&k->types, generic);

	if (!k->types.too_large)
		return type;
	if (!k->too_deep)
		diag_report(k->diags, CHECK_DEPTH, expr->span, "the type of this is too large");
	k->too_deep = true;
	k->types.too_large = false;
	return check_bad(k, expr);
}

static struct type *check_name(struct checker *k, struct expr *expr)
{
	struct binding *binding = expr->binding;

	if (!binding)
		return check_bad(k, expr);
	switch (binding->kind) {
	case BINDING_DEVICE: return check_device_name(k, binding->device, false);
	case BINDING_INTERFACE:
		return types_of(&k->types, TYPE_TYP,
		                types_interface(&k->types, binding->interface));
	case BINDING_BUILTIN: return check_builtin(k, expr);
	default: break;
	}
	if (!binding->scheme)
		return k->types.error;
	return instance(k, expr, binding->scheme->type);
}

static struct type *check_key(struct checker *k, struct expr *expr, const struct want *want)
{
	if (!expr->key)
		return check_bad(k, expr);
	if (want && type_resolve(want->type)->kind == TYPE_KEY)
		return k->types.key;
	if (expr->key->type.type == MCFG_ENUM && expr->key->type.any_tag)
		return type_of_value_type(&k->types, &expr->key->type);
	return expr->key->language_type ? expr->key->language_type : k->types.error;
}

/* ---- variants and options ------------------------------------------------------------------ */

/* Where the context has this variant already, it is taken from there. */
static struct tag_type *expected_tag(const struct expr *expr, const struct want *want)
{
	struct type *type = want ? type_resolve(want->type) : NULL;

	return type && type->kind == TYPE_VARIANT ? row_find(type->row, expr->name.name) : NULL;
}

static struct type *wrong_payload(struct checker *k, struct expr *expr,
                                  const struct tag_type *expected, const struct want *want)
{
	if (expected->payload)
		diag_report(k->diags, CHECK_VARIANT, expr->span, "`%s carries %s, which is missing",
		            expr->name.name, describe(k, expected->payload));
	else
		diag_report(k->diags, CHECK_VARIANT, expr->a->span, "`%s carries no value",
		            expr->name.name);
	expr->bad = true;
	if (expr->a)
		check_expr(k, expr->a, NULL);
	return want->type;
}

static struct type *check_tag(struct checker *k, struct expr *expr, const struct want *want)
{
	struct tag_type *tag, *expected;
	struct type *type, *payload = NULL;

	if (!expr->name.name)
		return check_bad(k, expr);
	expected = expected_tag(expr, want);
	if (expected && !expected->payload != !expr->a)
		return wrong_payload(k, expr, expected, want);
	if (expected) {
		struct want inner = { .type = expected->payload,
			              .role = ROLE_PAYLOAD,
			              .subject = expr->name.name };

		expected->present = true;
		if (expr->a)
			check_expr(k, expr->a, &inner);
		return want->type;
	}
	if (expr->a)
		payload = check_expr(k, expr->a, NULL);
	type = types_row(&k->types);
	tag = row_insert(&k->types, type->row, expr->name.name, payload);
	tag->present = true;
	return type;
}

static struct type *check_some(struct checker *k, struct expr *expr, const struct want *want)
{
	struct type *wanted = want ? type_resolve(want->type) : NULL;

	if (wanted && wanted->kind == TYPE_OPTION) {
		struct want inner = *want;

		inner.type = wanted->a;
		check_expr(k, expr->a, &inner);
		return want->type;
	}
	return types_of(&k->types, TYPE_OPTION, check_expr(k, expr->a, NULL));
}

/* ---- lists --------------------------------------------------------------------------------- */

static struct type *check_key_list(struct checker *k, struct expr *expr, const struct want *want)
{
	struct want inner = *want;

	inner.type = k->types.key;
	expr->list_kind = LIST_KEYS;
	for (struct element *at = expr->elements; at; at = at->next) {
		if (at->value->kind == EXPR_KEY || at->value->kind == EXPR_ERROR) {
			check_expr(k, at->value, &inner);
			continue;
		}
		check_form(k, at->value, NULL);
		at->value->bad = true;
		diag_report(k->diags, CHECK_KEY_LIST, at->value->span,
		            "a list of keys names them as key.NAME");
	}
	return want->type;
}

static struct type *check_requires_list(struct checker *k, struct expr *expr,
                                        const struct want *want)
{
	expr->list_kind = LIST_REQUIRES;
	for (struct element *at = expr->elements; at; at = at->next) {
		struct type *type = type_resolve(check_expr(k, at->value, NULL));

		if (type->kind == TYPE_ERROR || type_is_impl(type, TYPE_INTERFACE) ||
		    type_is_impl(type, TYPE_VAR))
			continue;
		at->value->bad = true;
		diag_report(k->diags, CHECK_REQUIREMENT, at->value->span,
		            "what is required is a complete device, found %s", describe(k, type));
	}
	return want->type;
}

/* Elements take the type that the context expects, else the first one's. */
static struct type *check_list(struct checker *k, struct expr *expr, const struct want *want)
{
	struct type *list = want ? type_resolve(want->type) : NULL;
	struct type *wanted = list && list->kind == TYPE_LIST ? type_resolve(list->a) : NULL;
	struct element *at = expr->elements;
	struct want inner = { .role = ROLE_ELEMENT };

	if (wanted && wanted->kind == TYPE_KEY)
		return check_key_list(k, expr, want);
	if (wanted && wanted->kind == TYPE_REQUIREMENT)
		return check_requires_list(k, expr, want);
	if (wanted && (wanted->kind != TYPE_VAR || !(wanted->set & (SET_IMPL | SET_LIST)))) {
		inner = *want;
		inner.type = wanted;
		inner.exact = false;
	} else if (at) {
		inner.type = check_expr(k, at->value, NULL);
		inner.at = at->value->span;
		at = at->next;
	} else {
		inner.type = types_var(&k->types, SET_ANY);
	}
	for (; at; at = at->next)
		check_expr(k, at->value, &inner);
	return inner.type == wanted ? want->type : types_of(&k->types, TYPE_LIST, inner.type);
}

/* ---- if ------------------------------------------------------------------------------------ */

static struct type *check_if(struct checker *k, struct expr *expr, const struct want *want)
{
	struct want condition = { .type = k->types.values[MCFG_BOOL], .role = ROLE_CONDITION };
	struct want branch = { .role = ROLE_BRANCH, .at = expr->b->span };

	check_expr(k, expr->a, &condition);
	if (want && type_resolve(want->type)->kind != TYPE_VAR) {
		branch = *want;
		branch.exact = false;
		check_expr(k, expr->b, &branch);
	} else {
		branch.type = check_expr(k, expr->b, NULL);
	}
	check_expr(k, expr->c, &branch);
	return branch.type;
}

/* ---- the rest ------------------------------------------------------------------------------ */

static struct type *check_annotated(struct checker *k, struct expr *expr)
{
	struct want want = { .role = ROLE_ANNOTATION, .at = expr->annotation->span };

	want.type = check_annotation(k, expr->annotation);
	return check_expr(k, expr->a, &want);
}

struct type *check_form(struct checker *k, struct expr *expr, const struct want *want)
{
	struct types *types = &k->types;

	if (compilation_too_deep(k->c)) {
		expr->bad = true;
		return check_too_deep(k, expr->span);
	}
	switch (expr->kind) {
	case EXPR_ERROR: return check_bad(k, expr);
	case EXPR_NAME: return check_name(k, expr);
	case EXPR_STRING:
	case EXPR_INT: return check_literal(k, expr, want);
	case EXPR_FLOAT:
		expr->literal = MCFG_FLOAT;
		expr->value.real = expr->real;
		return types->values[MCFG_FLOAT];
	case EXPR_BOOL: return types->values[MCFG_BOOL];
	case EXPR_UNIT: return types->unit;
	case EXPR_NONE: return types_of(types, TYPE_OPTION, types_var(types, SET_ANY));
	case EXPR_SOME: return check_some(k, expr, want);
	case EXPR_TAG: return check_tag(k, expr, want);
	case EXPR_LIST: return check_list(k, expr, want);
	case EXPR_KEY: return check_key(k, expr, want);
	case EXPR_APPLY: return check_apply(k, expr);
	case EXPR_FUN: return check_fun(k, expr, want);
	case EXPR_LET: return check_let_in(k, expr, want);
	case EXPR_IF: return check_if(k, expr, want);
	case EXPR_MATCH: return check_match(k, expr, want);
	case EXPR_BINARY: return check_binary(k, expr, want);
	case EXPR_UNARY: return check_unary(k, expr);
	case EXPR_ANNOT: return check_annotated(k, expr);
	}
	return types->error;
}

struct type *check_expr(struct checker *k, struct expr *expr, const struct want *want)
{
	struct type *type = check_form(k, expr, want);

	expr->type = type;
	if (!want)
		return type;
	if (type != want->type)
		check_fits(k, expr, type, want);
	return want->type;
}
