/*
 * The fields of descriptors. declare has seen to their names, their number of values, and those
 * that are written out as they stand; here the other values get their types. See checker.h.
 */
#include "lang/checker.h"

#include <string.h>

/* What stands after a field's name, a letter for each value. */
enum shape_letter {
	STRING = 's',
	PATH = 'p',
	PATHS = 'P',
	STRINGS = 'S',
	TAG = 't',     /* a variant that something else looks at */
	TARGETS = 'T', /* names of targets */
	SCALARS = 'v', /* a list of values, each of any scalar type */
	PACKAGES = 'k',
	KEYS = 'K',
	REQUIRES = 'R'
};

struct field_shape {
	enum item_kind item;
	const char *name;
	const char *label; /* of one value of an `arch`; null: the plain ones */
	const char *values;
};

static const struct field_shape shapes[] = {
	{ ITEM_DEVICE, "header", NULL, "p" },        { ITEM_DEVICE, "sources", NULL, "P" },
	{ ITEM_DEVICE, "generate", NULL, "spv" },    { ITEM_DEVICE, "packages", NULL, "k" },
	{ ITEM_DEVICE, "apt", NULL, "s" },           { ITEM_DEVICE, "pkg_config", NULL, "s" },
	{ ITEM_DEVICE, "pkg_config", "min", "s" },   { ITEM_DEVICE, "keys", NULL, "K" },
	{ ITEM_DEVICE, "requires", NULL, "R" },      { ITEM_DEVICE, "targets", NULL, "T" },
	{ ITEM_DEVICE, "attach", NULL, "tv" },       { ITEM_TARGET, "arch", "cc", "s" },
	{ ITEM_TARGET, "arch", "libc", "t" },        { ITEM_TARGET, "arch", "packages", "k" },
	{ ITEM_TARGET, "arch", "cflags", "s" },      { ITEM_TARGET, "arch", "ldflags", "s" },
	{ ITEM_TARGET, "arch", "link_script", "p" }, { ITEM_TARGET, "arch", "sources", "P" },
	{ ITEM_TARGET, "arch", "suffix", "s" },      { ITEM_TARGET, "arch", "post", "S" },
	{ ITEM_TARGET, "emit", NULL, "sp" },         { ITEM_TARGET, "run", NULL, "s" },
	{ ITEM_TARGET, "arch", "libs", "s" },        { ITEM_TARGET, "packages", NULL, "k" },
	{ ITEM_TARGET, "cflags", NULL, "s" },        { ITEM_TARGET, "ldflags", NULL, "s" },
	{ ITEM_TARGET, "libs", NULL, "s" },          { ITEM_TARGET, "sources", NULL, "P" },
	{ ITEM_TARGET, "keys", NULL, "K" },
};

static const struct field_shape *shape_of(const struct item *item, const struct field *field,
                                          const char *label)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const struct field_shape *shape = &shapes[i];

		if (shape->item == item->kind && !strcmp(shape->name, field->name.name) &&
		    (label ? shape->label && !strcmp(shape->label, label) : !shape->label))
			return shape;
	}
	return NULL;
}

/* ---- values -------------------------------------------------------------------------------- */

static struct type *list_of(struct checker *k, struct type *type)
{
	return types_of(&k->types, TYPE_LIST, type);
}

static struct type *packages(struct checker *k)
{
	struct type *arrow = type_instantiate(&k->types, k->builtins[BUILTIN_FOREIGN]);

	while (strcmp(arrow->name, "packages") != 0)
		arrow = type_resolve(arrow->b);
	return arrow->a;
}

/* A list whose elements are values of different types, each a scalar. */
static void check_scalars(struct checker *k, struct expr *list, const struct want *want)
{
	struct type *any = types_var(&k->types, SET_SCALAR);
	struct want whole = *want;

	whole.type = list_of(k, any);
	if (list->kind != EXPR_LIST) {
		check_expr(k, list, &whole);
		return;
	}
	list->type = whole.type;
	for (struct element *at = list->elements; at; at = at->next) {
		struct type *type = check_expr(k, at->value, NULL);

		if (type_restrict(&k->types, type, SET_SCALAR, false))
			continue;
		at->value->bad = true;
		diag_report(k->diags, CHECK_FIELD_TYPE, at->value->span,
		            "%s needs single values, found %s", want->subject, describe(k, type));
	}
}

static void check_target_name(struct checker *k, struct expr *expr)
{
	const struct decls *decls = &k->c->decls;
	VEC(const char *) names = { 0 };
	const char *nearest;
	struct diag *diag;

	if (expr->kind != EXPR_TAG || !expr->name.name ||
	    map_get(&decls->target_by_name, expr->name.name))
		return;
	diag = diag_report(k->diags, CHECK_UNKNOWN_TARGET, expr->span, "no target `%s is installed",
	                   expr->name.name);
	for (size_t i = 0; i < decls->targets.n; i++)
		*vec_push(k->arena, &names) = decls->targets.items[i]->name;
	nearest = diag_nearest(expr->name.name, names.items, names.n);
	if (nearest)
		diag_hint(k->diags, diag, "did you mean `%s?", nearest);
}

static void check_targets(struct checker *k, struct expr *list, const struct want *want)
{
	struct want whole = *want;

	whole.type = list_of(k, types_row(&k->types));
	check_expr(k, list, &whole);
	for (struct element *at = list->elements; at; at = at->next)
		check_target_name(k, at->value);
}

static struct type *shape_type(struct checker *k, char letter)
{
	struct types *types = &k->types;

	switch (letter) {
	case STRING: return types->values[MCFG_STRING];
	case PATH: return types_var(types, SET_PATHLIKE);
	case PATHS: return list_of(k, types_var(types, SET_PATHLIKE));
	case STRINGS: return list_of(k, types->values[MCFG_STRING]);
	case PACKAGES: return packages(k);
	case KEYS: return list_of(k, types->key);
	case REQUIRES: return list_of(k, types->requirement);
	default: return types_row(types);
	}
}

static void check_value(struct checker *k, const struct field *field, char letter,
                        struct expr *value)
{
	struct want want = { .role = ROLE_FIELD, .subject = field->name.name };

	if (letter == SCALARS) {
		check_scalars(k, value, &want);
	} else if (letter == TARGETS) {
		check_targets(k, value, &want);
	} else {
		want.type = shape_type(k, letter);
		check_expr(k, value, &want);
	}
}

void check_fields(struct checker *k, struct item *item)
{
	for (struct field *field = item->fields; field; field = field->next) {
		size_t i = 0;

		if (!field->name.name)
			continue;
		for (struct arg *arg = field->values; arg; arg = arg->next) {
			const char *label = arg->label == LABEL_NONE ? NULL : arg->name.name;
			const struct field_shape *shape = shape_of(item, field, label);
			size_t at = label ? 0 : i++;

			if (shape && at < strlen(shape->values))
				check_value(k, field, shape->values[at], arg->value);
			else
				check_expr(k, arg->value, NULL);
		}
	}
}
