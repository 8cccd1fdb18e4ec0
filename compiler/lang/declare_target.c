/* Targets, and what they are based on; see declare_private.h. */
#include "lang/declare_private.h"

#include <string.h>

bool target_is(const struct target_decl *target, const char *name)
{
	for (; target; target = target->base)
		if (!strcmp(target->name, name))
			return true;
	return false;
}

const struct target_decl *target_with_archs(const struct target_decl *target)
{
	while (target->base && !declare_field(target->item, "arch"))
		target = target->base;
	return target;
}

/* The value of a field that is written out as it stands, or null. */
static const struct expr *literal(const struct item *item, const char *name, enum expr_kind kind)
{
	const struct field *field = declare_field(item, name);
	const struct expr *value = field && field->values ? field->values->value : NULL;

	return value && value->kind == kind ? value : NULL;
}

/* The words that a field may have for its value. */
static const struct {
	const char *field, *words[3];
} choices[] = {
	{ "options", { "argv", "cmdline" } },
	{ "status", { "exit", "console_line", "debug_exit" } },
};

static void check_choice(struct compilation *c, const struct item *item, size_t choice)
{
	const struct expr *value = literal(item, choices[choice].field, EXPR_TAG);
	const char *list = "";

	if (!value || !value->name.name)
		return;
	for (size_t i = 0; i < 3 && choices[choice].words[i]; i++) {
		if (!strcmp(choices[choice].words[i], value->name.name))
			return;
		list = arena_printf(&c->arena, "%s%s`%s", list, i ? " or " : "",
		                    choices[choice].words[i]);
	}
	diag_report(&c->diags, CHECK_FIELD, value->span, "%s is %s", choices[choice].field, list);
}

void declare_target(struct compilation *c, struct item *item, struct source *source)
{
	struct decls *decls = &c->decls;
	struct target_decl *target, *first = map_get(&decls->target_by_name, item->name.name);
	const struct expr *abstract = literal(item, "abstract", EXPR_BOOL);

	declare_fields(c, item);
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		check_choice(c, item, i);
	if (first) {
		declare_again(c, item->name, "a target", first->span);
		return;
	}
	target = arena_new(&c->arena, struct target_decl);
	target->name = item->name.name;
	target->span = item->name.span;
	target->source = source;
	target->item = item;
	target->doc = declare_field_text(item, "doc");
	target->is_abstract = abstract && abstract->boolean;
	*vec_push(&c->arena, &decls->targets) = target;
	map_set(&c->arena, &decls->target_by_name, target->name, target);
}

/* ---- bases ---- */

static void report_unknown(struct compilation *c, const struct expr *base)
{
	VEC(const char *) names = { 0 };
	const char *nearest;
	struct diag *diag = diag_report(&c->diags, CHECK_UNKNOWN_TARGET, base->span,
	                                "no target `%s is installed", base->name.name);

	for (size_t i = 0; i < c->decls.targets.n; i++)
		*vec_push(&c->arena, &names) = c->decls.targets.items[i]->name;
	nearest = diag_nearest(base->name.name, names.items, names.n);
	if (nearest)
		diag_hint(&c->diags, diag, "did you mean `%s?", nearest);
}

static void resolve_base(struct compilation *c, struct target_decl *target)
{
	const struct expr *base = literal(target->item, "base", EXPR_TAG);

	if (!base || !base->name.name)
		return;
	target->base = map_get(&c->decls.target_by_name, base->name.name);
	if (!target->base && !map_get(&c->decls.broken, base->name.name))
		report_unknown(c, base);
}

/* Is it based on itself? Then the one whose turn it is stands on its own. */
static void cut_cycle(struct compilation *c, struct target_decl *target)
{
	const struct target_decl *at = target->base;
	struct diag *diag;

	for (size_t i = 0; at && at != target && i < c->decls.targets.n; i++)
		at = at->base;
	if (at != target)
		return;
	diag = diag_report(&c->diags, CHECK_TARGET_CYCLE,
	                   literal(target->item, "base", EXPR_TAG)->span, "%s is based on itself",
	                   target->name);
	for (at = target->base; at != target; at = at->base)
		diag_note(&c->diags, diag, literal(at->item, "base", EXPR_TAG)->span,
		          "%s is based on %s here", at->name, at->base->name);
	target->base = NULL;
}

void declare_bases(struct compilation *c)
{
	for (size_t i = 0; i < c->decls.targets.n; i++)
		resolve_base(c, c->decls.targets.items[i]);
	for (size_t i = 0; i < c->decls.targets.n; i++)
		cut_cycle(c, c->decls.targets.items[i]);
}
