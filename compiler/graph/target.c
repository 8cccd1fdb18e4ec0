/* target.c - which target and architecture are asked for. See target_fields.c for what they say. */
#include "graph/eval_private.h"

#include <string.h>
#include <sys/utsname.h>

static const struct field *arch_fields(const struct target_decl *target)
{
	return target_with_archs(target)->item->fields;
}

static bool has_arch(const struct target_decl *target, const char *name)
{
	for (const struct field *field = arch_fields(target); field; field = field->next)
		if (target_arch_name(field) && !strcmp(target_arch_name(field), name))
			return true;
	return false;
}

static const char *list_archs(struct eval *e, const struct target_decl *target)
{
	const char *list = "";

	for (const struct field *field = arch_fields(target); field; field = field->next)
		if (target_arch_name(field))
			list = arena_printf(e->arena, "%s%s%s", list, *list ? ", " : "",
			                    target_arch_name(field));
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
	for (const struct field *field = arch_fields(e->target); field && !wanted;
	     field = field->next)
		wanted = target_arch_name(field);
	e->arch = wanted ? intern(&e->c->names, wanted) : NULL;
}

/* The target whose descriptor says `default true`, or null. */
static struct target_decl *default_target(const struct compilation *c)
{
	for (size_t i = 0; i < c->decls.targets.n; i++) {
		struct target_decl *target = c->decls.targets.items[i];

		for (const struct field *field = target->item->fields; field; field = field->next)
			if (target_field_is(field, "default") && field->values &&
			    field->values->value->kind == EXPR_BOOL &&
			    field->values->value->boolean)
				return target;
	}
	return NULL;
}

static void report_unknown(struct eval *e, const char *name)
{
	size_t n = e->c->decls.targets.n, n_names = 0;
	const char **names;
	const char *nearest;
	struct diag *diag;

	names = arena_array(e->arena, const char *, n);
	for (size_t i = 0; i < n; i++)
		if (!e->c->decls.targets.items[i]->is_abstract)
			names[n_names++] = e->c->decls.targets.items[i]->name;
	diag = diag_report(&e->c->diags, CHECK_TARGET, (struct span){ 0 },
	                   "there is no target `%s`", name);
	nearest = diag_nearest(name, names, n_names);
	if (nearest)
		diag_hint(&e->c->diags, diag, "did you mean %s?", nearest);
	else
		diag_hint(&e->c->diags, diag, "`mcfg targets` lists them");
}

/* The target is there for others to stand on. */
static void report_abstract(struct eval *e)
{
	struct diag *diag;
	const char *list = "";

	for (size_t i = 0; i < e->c->decls.targets.n; i++) {
		const struct target_decl *other = e->c->decls.targets.items[i];

		if (!other->is_abstract && target_is(other, e->target->name))
			list =
			    arena_printf(e->arena, "%s%s%s", list, *list ? ", " : "", other->name);
	}
	diag = diag_report(&e->c->diags, CHECK_TARGET, (struct span){ 0 },
	                   "no image is for target %s: it is only what others are based on",
	                   e->target->name);
	diag_note(&e->c->diags, diag, e->target->span, "it is declared here");
	if (*list)
		diag_hint(&e->c->diags, diag, "based on it: %s", list);
}

void target_begin(struct eval *e)
{
	const char *name = e->c->options.target;

	if (name)
		e->target = map_get(&e->c->decls.target_by_name, intern(&e->c->names, name));
	else if (e->c->options.pick_target)
		e->target = default_target(e->c);
	if (e->target && e->target->is_abstract) {
		report_abstract(e);
		e->target = NULL;
	} else if (e->target)
		choose_arch(e);
	else if (name)
		report_unknown(e, name);
	else if (e->c->options.pick_target)
		diag_report(&e->c->diags, CHECK_TARGET, (struct span){ 0 },
		            "no target is the default: say which with -t");
}
