/*
 * target_fields.c - what a target's descriptor says, its bases' first: lists and flags of the
 * target, and of its architecture, are added to theirs; all else stands for theirs.
 */
#include "graph/eval_private.h"

#include <string.h>

bool target_field_is(const struct field *field, const char *name)
{
	return field->name.name && !strcmp(field->name.name, name);
}

const char *target_arch_name(const struct field *field)
{
	const struct expr *first = field->values ? field->values->value : NULL;

	return target_field_is(field, "arch") && first && first->kind == EXPR_TAG ? first->name.name
	                                                                          : NULL;
}

/* ---- values ---------------------------------------------------------------------------------- */

static const char *text_of(struct eval *e, const struct expr *expr)
{
	struct value *value = eval_expr(e, expr, frame_new(e, NULL, 0));

	if (value->kind == VALUE_TAG)
		return value->tag.name;
	return value_text(value);
}

static void add_flags(struct eval *e, const char **flags, const struct expr *expr)
{
	const char *more = text_of(e, expr);

	*flags = arena_printf(e->arena, "%s%s%s", *flags, **flags && *more ? " " : "", more);
}

static void set_posts(struct eval *e, struct arch *arch, const struct expr *expr)
{
	struct value *list = eval_expr(e, expr, frame_new(e, NULL, 0));
	const char *dir = path_real(e->arena, sources_of(&e->c->sources, expr->span)->dir);

	arch->posts.n = 0;
	for (size_t i = 0; list->kind == VALUE_LIST && i < list->list.n; i++)
		*vec_push(e->arena, &arch->posts) =
		    (struct post){ value_text(list->list.items[i]), dir };
}

static void add_sources(struct eval *e, struct arch *arch, const struct expr *expr)
{
	struct value *list = eval_expr(e, expr, frame_new(e, NULL, 0));

	for (size_t i = 0; list->kind == VALUE_LIST && i < list->list.n; i++)
		*vec_push(e->arena, &arch->sources) =
		    c_source_at(e, value_text(list->list.items[i]), expr->span);
}

static void add_packages(struct eval *e, struct arch *arch, const struct expr *expr)
{
	struct facts facts = { 0 };

	facts_packages(e, &facts, eval_expr(e, expr, frame_new(e, NULL, 0)), expr, expr->span);
	for (size_t i = 0; i < facts.packages.n; i++)
		*vec_push(e->arena, &arch->packages) = facts.packages.items[i];
}

static void set_link_script(struct eval *e, struct arch *arch, const struct expr *expr)
{
	struct c_source *script = c_source_at(e, text_of(e, expr), expr->span);

	arch->link_script.path = script->path;
	arch->link_script.real = script->real;
}

/* ---- what an architecture is given by label, and a target by field --------------------------- */

/* What is added to the base's. */
static void read_addition(struct eval *e, struct arch *arch, const char *name,
                          const struct expr *value)
{
	if (!strcmp(name, "sources"))
		add_sources(e, arch, value);
	else if (!strcmp(name, "packages"))
		add_packages(e, arch, value);
	else if (!strcmp(name, "cflags"))
		add_flags(e, &arch->cflags, value);
	else if (!strcmp(name, "ldflags"))
		add_flags(e, &arch->ldflags, value);
	else if (!strcmp(name, "libs"))
		add_flags(e, &arch->libs, value);
}

/* What an architecture has once. */
static void read_setting(struct eval *e, struct arch *arch, const char *name,
                         const struct expr *value)
{
	if (!strcmp(name, "cc"))
		arch->cc = text_of(e, value);
	else if (!strcmp(name, "libc"))
		arch->libc = text_of(e, value);
	else if (!strcmp(name, "suffix"))
		arch->suffix = text_of(e, value);
	else if (!strcmp(name, "post"))
		set_posts(e, arch, value);
	else if (!strcmp(name, "link_script"))
		set_link_script(e, arch, value);
}

static void read_arch(struct eval *e, struct arch *arch, const struct field *field)
{
	arch->span = field->span;
	for (const struct arg *arg = field->values->next; arg; arg = arg->next) {
		const char *label = arg->name.name ? arg->name.name : "";

		read_addition(e, arch, label, arg->value);
		read_setting(e, arch, label, arg->value);
	}
}

/* Its runtime reads them, if nothing else does. */
static void add_keys(struct eval *e, struct target *target, const struct expr *expr)
{
	struct value *list = eval_expr(e, expr, frame_new(e, NULL, 0));

	for (size_t i = 0; list->kind == VALUE_LIST && i < list->list.n; i++)
		if (list->list.items[i]->kind == VALUE_KEY)
			*vec_push(e->arena, &target->keys) = list->list.items[i]->key;
	for (size_t i = 0; i < target->keys.n; i++)
		target->keys.items[i]->of_target = true;
}

static void read_emit(struct eval *e, struct target *target, const struct field *field)
{
	struct emit_file file = { .span = field->span };

	if (!field->values->next)
		return;
	file.name = text_of(e, field->values->value);
	file.template =
	    c_source_at(e, text_of(e, field->values->next->value), field->values->next->value->span)
	        ->real;
	*vec_push(e->arena, &target->emits) = file;
}

static void read_field(struct eval *e, struct target *target, const struct field *field)
{
	const struct expr *value = field->values->value;

	if (target_field_is(field, "emit"))
		read_emit(e, target, field);
	else if (target_field_is(field, "keys"))
		add_keys(e, target, value);
	else if (target_field_is(field, "options"))
		target->options = text_of(e, value);
	else if (target_field_is(field, "status"))
		target->status = text_of(e, value);
	else if (target_field_is(field, "run"))
		target->run = text_of(e, value);
	else
		read_addition(e, e->c->image->arch, field->name.name, value);
}

/* The target's own fields, then those of the architecture; its bases' before them. */
static void read_target(struct eval *e, struct target *target, const struct target_decl *decl)
{
	if (decl->base)
		read_target(e, target, decl->base);
	for (const struct field *field = decl->item->fields; field; field = field->next)
		if (field->name.name && field->values)
			read_field(e, target, field);
	for (const struct field *field = decl->item->fields; field; field = field->next)
		if (target_arch_name(field) && !strcmp(target_arch_name(field), e->arch))
			read_arch(e, e->c->image->arch, field);
}

/* While the target is open, a key that one of them reads may be given. */
static void offer_keys_of_all(struct eval *e)
{
	for (size_t i = 0; i < e->c->decls.targets.n; i++) {
		const struct target_decl *decl = e->c->decls.targets.items[i];
		struct target target = { 0 };

		for (const struct field *field = decl->item->fields; field; field = field->next)
			if (target_field_is(field, "keys") && field->values)
				add_keys(e, &target, field->values->value);
	}
}

void target_choose(struct eval *e)
{
	struct target *target;
	struct arch *arch;

	if (!e->target)
		offer_keys_of_all(e);
	if (!e->target || !e->arch)
		return;
	target = arena_new(e->arena, struct target);
	target->decl = e->target;
	target->options = "argv";
	target->status = "exit";
	target->run = "";
	arch = arena_new(e->arena, struct arch);
	arch->name = e->arch;
	arch->cc = "cc";
	arch->libc = arch->cflags = arch->ldflags = arch->libs = arch->suffix = "";
	*vec_push(e->arena, &target->archs) = arch;
	e->c->image->arch = arch;
	e->c->image->target = target;
	read_target(e, target, e->target);
}
