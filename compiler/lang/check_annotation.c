/* Types as annotations write them. See checker.h. */
#include "lang/checker.h"

#include <string.h>

static struct type *bad(struct checker *k, struct span span, const char *format, const char *name)
{
	char *message = arena_printf(k->arena, format, name);

	diag_report(k->diags, CHECK_ANNOTATION, span, "%s", message);
	return k->types.error;
}

/* 'a: one in its item. Where it stands decides whether it is a type of devices. */
static struct type *variable(struct checker *k, const struct type_expr *expr, uint32_t set)
{
	struct type *type = map_get(&k->type_vars, expr->name.name);

	if (!type) {
		type = types_var(&k->types, set);
		type->level = 1; /* of the item's own `let` */
		map_set(k->arena, &k->type_vars, expr->name.name, type);
	} else if (!type_restrict(&k->types, type, set, false)) {
		return bad(k, expr->span, "'%s stands for an interface and for a value",
		           expr->name.name);
	}
	return type;
}

/* ---- types of devices ---------------------------------------------------------------------- */

static const char *nearest_interface(struct checker *k, const char *name)
{
	VEC(const char *) names = { 0 };

	for (size_t i = 0; i < k->c->decls.interfaces.n; i++)
		*vec_push(k->arena, &names) = k->c->decls.interfaces.items[i]->name;
	return diag_nearest(name, names.items, names.n);
}

static struct type *interface_named(struct checker *k, const struct type_expr *expr)
{
	const char *name = expr->name.name, *nearest;
	struct interface *interface = name ? map_get(&k->c->decls.interface_by_name, name) : NULL;
	struct diag *diag;

	if (!name || map_get(&k->c->decls.broken, name))
		return k->types.error;
	if (interface)
		return types_interface(&k->types, interface);
	if (map_get(&k->c->decls.broken, name))
		return k->types.error;
	diag = diag_report(k->diags, CHECK_ANNOTATION, expr->span, "%s is no interface", name);
	nearest = nearest_interface(k, name);
	if (nearest)
		diag_hint(k->diags, diag, "did you mean %s?", nearest);
	return k->types.error;
}

/* An interface, 'a, or interface @-> device type. */
static struct type *device_type(struct checker *k, const struct type_expr *expr, uint32_t set)
{
	struct type *left;

	if (compilation_too_deep(k->c))
		return check_too_deep(k, expr->span);
	switch (expr->kind) {
	case TYPE_EXPR_VAR: return variable(k, expr, set);
	case TYPE_EXPR_NAME:
		if (!expr->inner)
			return interface_named(k, expr);
		break;
	case TYPE_EXPR_AT_ARROW:
		if (set & SET_AT_ARROW) {
			left = device_type(k, expr->left, SET_INTERFACE);
			return types_at_arrow(&k->types, left,
			                      device_type(k, expr->right, SET_DEVICE));
		}
		return bad(k, expr->span, "left of @-> stands an interface%s", "");
	default: break;
	}
	return bad(k, expr->span, "an interface, or interfaces with @->, belong here%s", "");
}

/* ---- types of values ----------------------------------------------------------------------- */

static bool is_word(const struct type_expr *expr, const char *word)
{
	return !strcmp(expr->name.name, word);
}

static struct type *plain_named(struct checker *k, const struct type_expr *expr)
{
	const char *name = expr->name.name, *nearest;
	VEC(const char *) names = { 0 };
	struct diag *diag;

	for (unsigned i = 0; i < MCFG_ENUM; i++) {
		*vec_push(k->arena, &names) = mcfg_type_name((enum mcfg_type)i);
		if (is_word(expr, mcfg_type_name((enum mcfg_type)i)))
			return k->types.values[i];
	}
	if (is_word(expr, "unit"))
		return k->types.unit;
	if (map_get(&k->c->decls.interface_by_name, name)) {
		diag = diag_report(k->diags, CHECK_ANNOTATION, expr->span,
		                   "%s is an interface, not a type of values", name);
		diag_hint(k->diags, diag, "%s impl is a device, %s typ the interface itself", name,
		          name);
		return k->types.error;
	}
	diag = diag_report(k->diags, CHECK_ANNOTATION, expr->span, "unknown type %s", name);
	nearest = diag_nearest(name, names.items, names.n);
	if (nearest)
		diag_hint(k->diags, diag, "did you mean %s?", nearest);
	else if (is_word(expr, "list") || is_word(expr, "option") || is_word(expr, "impl") ||
	         is_word(expr, "typ"))
		diag_hint(k->diags, diag, "write what it is of before it: 'a %s", name);
	return k->types.error;
}

static struct type *applied(struct checker *k, const struct type_expr *expr)
{
	if (is_word(expr, "impl"))
		return types_of(&k->types, TYPE_IMPL, device_type(k, expr->inner, SET_DEVICE));
	if (is_word(expr, "typ"))
		return types_of(&k->types, TYPE_TYP, device_type(k, expr->inner, SET_DEVICE));
	if (is_word(expr, "list"))
		return types_of(&k->types, TYPE_LIST, check_annotation(k, expr->inner));
	if (is_word(expr, "option"))
		return types_of(&k->types, TYPE_OPTION, check_annotation(k, expr->inner));
	return bad(k, expr->name.span, "%s takes no type before it", expr->name.name);
}

static struct type *variant(struct checker *k, const struct type_expr *expr)
{
	struct type *type = types_row(&k->types);

	for (const struct tag_expr *tag = expr->tags; tag; tag = tag->next) {
		struct type *payload = tag->payload ? check_annotation(k, tag->payload) : NULL;

		if (!tag->tag.name)
			continue;
		if (row_find(type->row, tag->tag.name))
			bad(k, tag->tag.span, "`%s stands here twice", tag->tag.name);
		else
			row_insert(&k->types, type->row, tag->tag.name, payload)->present =
			    expr->row != ROW_UPPER;
	}
	type->level = 1;
	type->row->closed = expr->row != ROW_OPEN;
	return type;
}

struct type *check_annotation(struct checker *k, const struct type_expr *expr)
{
	struct type *left;

	if (!expr)
		return k->types.error;
	if (compilation_too_deep(k->c))
		return check_too_deep(k, expr->span);
	switch (expr->kind) {
	case TYPE_EXPR_NAME:
		if (!expr->name.name)
			return k->types.error;
		return expr->inner ? applied(k, expr) : plain_named(k, expr);
	case TYPE_EXPR_VAR: return variable(k, expr, SET_ANY);
	case TYPE_EXPR_ARROW:
		left = check_annotation(k, expr->left);
		return types_arrow(&k->types, expr->label, expr->name.name, left,
		                   check_annotation(k, expr->right));
	case TYPE_EXPR_AT_ARROW:
		return bad(k, expr->span, "a device's type stands before impl: (...) impl%s", "");
	case TYPE_EXPR_VARIANT: return variant(k, expr);
	}
	return k->types.error;
}
