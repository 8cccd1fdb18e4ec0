/* target.c - which target and architecture are asked for, and what their descriptor says. */
#include "graph/eval_private.h"

#include <string.h>
#include <sys/utsname.h>

/* ---- before evaluation: which ---------------------------------------------------------------- */

static bool is_field(const struct field *field, const char *name)
{
	return field->name.name && !strcmp(field->name.name, name);
}

/* The architecture that an `arch` field is about, or null. */
static const char *arch_name(const struct field *field)
{
	const struct expr *first = field->values ? field->values->value : NULL;

	return is_field(field, "arch") && first && first->kind == EXPR_TAG ? first->name.name
	                                                                   : NULL;
}

static bool has_arch(const struct target_decl *target, const char *name)
{
	for (const struct field *field = target->item->fields; field; field = field->next)
		if (arch_name(field) && !strcmp(arch_name(field), name))
			return true;
	return false;
}

static const char *list_archs(struct eval *e, const struct target_decl *target)
{
	const char *list = "";

	for (const struct field *field = target->item->fields; field; field = field->next)
		if (arch_name(field))
			list = arena_printf(e->arena, "%s%s%s", list, *list ? ", " : "",
			                    arch_name(field));
	return list;
}

/* This machine's architecture, by the name that descriptors use. */
static const char *host_arch(struct eval *e)
{
	struct utsname machine;

	if (uname(&machine) < 0)
		return "";
	return strcmp(machine.machine, "aarch64") ? arena_strdup(e->arena, machine.machine)
	                                          : "arm64";
}

static void choose_arch(struct eval *e)
{
	const char *wanted = e->c->options.arch;
	struct diag *diag;

	if (wanted && !has_arch(e->target, wanted)) {
		diag = diag_report(&e->c->diags, CHECK_TARGET, (struct span){ 0 },
		                   "target %s has no architecture `%s`", e->target->name, wanted);
		diag_note(&e->c->diags, diag, e->target->span, "it is declared here");
		diag_hint(&e->c->diags, diag, "it has %s", list_archs(e, e->target));
		return;
	}
	if (!wanted && has_arch(e->target, host_arch(e)))
		wanted = host_arch(e);
	for (const struct field *field = e->target->item->fields; field && !wanted;
	     field = field->next)
		wanted = arch_name(field);
	e->arch = wanted ? intern(&e->c->names, wanted) : NULL;
}

/* The target whose descriptor says `default true`, or null. */
static struct target_decl *default_target(const struct compilation *c)
{
	for (size_t i = 0; i < c->decls.targets.n; i++) {
		struct target_decl *target = c->decls.targets.items[i];

		for (const struct field *field = target->item->fields; field; field = field->next)
			if (is_field(field, "default") && field->values &&
			    field->values->value->kind == EXPR_BOOL &&
			    field->values->value->boolean)
				return target;
	}
	return NULL;
}

static void report_unknown(struct eval *e, const char *name)
{
	size_t n = e->c->decls.targets.n;
	const char **names;
	const char *nearest;
	struct diag *diag;

	names = arena_array(e->arena, const char *, n);
	for (size_t i = 0; i < n; i++)
		names[i] = e->c->decls.targets.items[i]->name;
	diag = diag_report(&e->c->diags, CHECK_TARGET, (struct span){ 0 },
	                   "there is no target `%s`", name);
	nearest = diag_nearest(name, names, n);
	if (nearest)
		diag_hint(&e->c->diags, diag, "did you mean %s?", nearest);
	else
		diag_hint(&e->c->diags, diag, "`mcfg targets` lists them");
}

void target_begin(struct eval *e)
{
	const char *name = e->c->options.target;

	if (name)
		e->target = map_get(&e->c->decls.target_by_name, intern(&e->c->names, name));
	else if (e->c->options.pick_target)
		e->target = default_target(e->c);
	if (e->target)
		choose_arch(e);
	else if (name)
		report_unknown(e, name);
	else if (e->c->options.pick_target)
		diag_report(&e->c->diags, CHECK_TARGET, (struct span){ 0 },
		            "no target is the default: say which with -t");
}

/* ---- after evaluation: what its fields say --------------------------------------------------- */

static const char *text_of(struct eval *e, const struct expr *expr)
{
	struct value *value = eval_expr(e, expr, frame_new(e, NULL, 0));

	if (value->kind == VALUE_TAG)
		return value->tag.name;
	return value_text(value);
}

static void read_texts(struct eval *e, const struct expr *expr, struct arch *arch)
{
	struct value *list = eval_expr(e, expr, frame_new(e, NULL, 0));

	for (size_t i = 0; list->kind == VALUE_LIST && i < list->list.n; i++)
		*vec_push(e->arena, &arch->posts) = value_text(list->list.items[i]);
}

static void read_arch_sources(struct eval *e, const struct expr *expr, struct arch *arch)
{
	struct value *list = eval_expr(e, expr, frame_new(e, NULL, 0));

	for (size_t i = 0; list->kind == VALUE_LIST && i < list->list.n; i++)
		*vec_push(e->arena, &arch->sources) =
		    c_source_at(e, value_text(list->list.items[i]), expr->span);
}

static void read_arch_packages(struct eval *e, const struct expr *expr, struct arch *arch)
{
	struct facts facts = { 0 };

	facts_packages(e, &facts, eval_expr(e, expr, frame_new(e, NULL, 0)), expr->span);
	for (size_t i = 0; i < facts.packages.n; i++)
		*vec_push(e->arena, &arch->packages) = facts.packages.items[i];
}

static void read_label(struct eval *e, const struct arg *arg, struct arch *arch)
{
	const char *label = arg->name.name ? arg->name.name : "";
	const struct {
		const char *name;
		const char **into;
	} texts[] = {
		{ "cc", &arch->cc },         { "libc", &arch->libc },
		{ "cflags", &arch->cflags }, { "ldflags", &arch->ldflags },
		{ "suffix", &arch->suffix },
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!strcmp(label, texts[i].name))
			*texts[i].into = text_of(e, arg->value);
	if (!strcmp(label, "sources"))
		read_arch_sources(e, arg->value, arch);
	else if (!strcmp(label, "packages"))
		read_arch_packages(e, arg->value, arch);
	else if (!strcmp(label, "post"))
		read_texts(e, arg->value, arch);
	else if (!strcmp(label, "link_script")) {
		struct c_source *script = c_source_at(e, text_of(e, arg->value), arg->value->span);

		arch->link_script.path = script->path;
		arch->link_script.real = script->real;
	}
}

static struct arch *read_arch(struct eval *e, const struct field *field)
{
	struct arch *arch = arena_new(e->arena, struct arch);

	arch->name = arch_name(field);
	arch->span = field->span;
	arch->cc = "cc";
	arch->libc = arch->cflags = arch->ldflags = arch->suffix = "";
	for (const struct arg *arg = field->values->next; arg; arg = arg->next)
		read_label(e, arg, arch);
	return arch;
}

static void read_emit(struct eval *e, struct target *target, const struct field *field)
{
	struct emit_file file = { .span = field->span };

	if (!field->values || !field->values->next)
		return;
	file.name = text_of(e, field->values->value);
	file.template =
	    c_source_at(e, text_of(e, field->values->next->value), field->values->next->value->span)
	        ->real;
	*vec_push(e->arena, &target->emits) = file;
}

void target_choose(struct eval *e)
{
	struct target *target;

	if (!e->target || !e->arch)
		return;
	target = arena_new(e->arena, struct target);
	target->decl = e->target;
	target->options = "argv";
	target->status = "exit";
	target->run = "";
	for (const struct field *field = e->target->item->fields; field; field = field->next) {
		if (arch_name(field) && !strcmp(arch_name(field), e->arch)) {
			e->c->image->arch = read_arch(e, field);
			*vec_push(e->arena, &target->archs) = e->c->image->arch;
		} else if (is_field(field, "emit")) {
			read_emit(e, target, field);
		} else if (is_field(field, "options") && field->values) {
			target->options = text_of(e, field->values->value);
		} else if (is_field(field, "status") && field->values) {
			target->status = text_of(e, field->values->value);
		} else if (is_field(field, "run") && field->values) {
			target->run = text_of(e, field->values->value);
		}
	}
	e->c->image->target = target;
}
