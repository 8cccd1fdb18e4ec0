/* Type expressions that mean value types; see declare_private.h. */
#include "lang/declare_private.h"

#include <string.h>

static void report(struct compilation *c, const struct type_expr *expr, const char *message,
                   const char *hint)
{
	struct diag *diag = diag_report(&c->diags, CHECK_VALUE_TYPE, expr->span, "%s", message);

	if (hint)
		diag_hint(&c->diags, diag, "%s", hint);
}

static void report_unknown(struct compilation *c, const struct type_expr *expr)
{
	const char *names[MCFG_ENUM], *name = expr->name.name, *nearest;
	struct diag *diag;

	if (map_get(&c->decls.interface_by_name, name)) {
		diag = diag_report(&c->diags, CHECK_VALUE_TYPE, expr->span,
		                   "%s is an interface, and a value's type belongs here", name);
		diag_hint(&c->diags, diag, "a device that is taken stands left of `@->`");
		return;
	}
	for (int i = 0; i < MCFG_ENUM; i++)
		names[i] = mcfg_type_name((enum mcfg_type)i);
	nearest = diag_nearest(name, names, MCFG_ENUM);
	diag = diag_report(&c->diags, CHECK_VALUE_TYPE, expr->span, "unknown type %s", name);
	if (nearest)
		diag_hint(&c->diags, diag, "did you mean %s?", nearest);
	else
		diag_hint(&c->diags, diag,
		          "value types are string int bool float path port ipv4_addr ipv6_addr "
		          "cidr cidr6 mac duration size");
}

/* [ `a | `b ]: closed, without payloads, each tag once. */
static bool enumeration(struct compilation *c, const struct type_expr *expr,
                        struct value_type *type)
{
	VEC(const char *) tags = { 0 };
	bool sound = expr->row == ROW_CLOSED;

	if (!sound)
		report(c, expr, "the names of an enumeration are all listed: [ `a | `b ]", NULL);
	for (const struct tag_expr *tag = expr->tags; tag; tag = tag->next) {
		for (const struct tag_expr *first = expr->tags; first != tag; first = first->next)
			if (first->tag.name == tag->tag.name) {
				declare_again(c, tag->tag, "a variant", first->tag.span);
				sound = false;
				break;
			}
		if (tag->payload) {
			report(c, tag->payload, "a variant that is given as an option has no value",
			       NULL);
			sound = false;
		}
		*vec_push(&c->arena, &tags) = tag->tag.name;
	}
	type->type = MCFG_ENUM;
	type->tags = tags.items;
	type->n_tags = tags.n;
	return sound;
}

static bool scalar(struct compilation *c, const struct type_expr *expr, struct value_type *type)
{
	if (expr->kind == TYPE_EXPR_VARIANT)
		return enumeration(c, expr, type);
	if (expr->kind != TYPE_EXPR_NAME || expr->inner) {
		report(c, expr, "a value type belongs here",
		       "such as string, port list, cidr option, [ `a | `b ]");
		return false;
	}
	for (int i = 0; expr->name.name && i < MCFG_ENUM; i++)
		if (!strcmp(mcfg_type_name((enum mcfg_type)i), expr->name.name)) {
			type->type = (enum mcfg_type)i;
			return true;
		}
	if (expr->name.name)
		report_unknown(c, expr);
	return false;
}

bool declare_value_type(struct compilation *c, const struct type_expr *expr,
                        struct value_type *type)
{
	*type = (struct value_type){ .shape = SHAPE_ONE };
	if (expr->kind != TYPE_EXPR_NAME || !expr->inner)
		return scalar(c, expr, type);
	if (!strcmp(expr->name.name, "list")) {
		type->shape = SHAPE_LIST;
	} else if (!strcmp(expr->name.name, "option")) {
		type->shape = SHAPE_OPTION;
	} else {
		report(c, expr, "a value type belongs here",
		       "such as string, port list, cidr option, [ `a | `b ]");
		return false;
	}
	return scalar(c, expr->inner, type);
}
