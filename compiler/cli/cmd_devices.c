/* See cmd.h. */
#include "cli/analysis.h"
#include "cli/cmd.h"

#include "emit/describe_parts.h"

#include <stdlib.h>
#include <string.h>

/* A default as it stands in the descriptor. */
static void write_default(struct analysis *a, struct text *out, const struct expr *value)
{
	const struct source *source = sources_of(&a->c.sources, value->span);

	text_puts(out, " = ");
	text_add(out, source->bytes + value->span.begin, value->span.end - value->span.begin);
}

/* "device tap (name : string) : network", without its first word. */
static void write_type(struct analysis *a, struct text *out, const struct device *device)
{
	text_puts(out, device->name);
	for (size_t i = 0; i < device->params.n; i++) {
		const struct param_decl *param = &device->params.items[i];

		text_printf(out, "%s%s : ", i ? ", " : " (", param->name);
		describe_type(out, &param->type);
		if (param->default_value)
			write_default(a, out, param->default_value);
	}
	text_puts(out, device->params.n ? ") : " : " : ");
	for (size_t i = 0; i < device->args.n; i++)
		text_printf(out, "%s @-> ", device->args.items[i].interface->name);
	text_line(out, "%s", device->interface->name);
}

static void write_device(struct analysis *a, struct text *out, const struct device *device)
{
	write_type(a, out, device);
	if (device->doc)
		text_printf(out, "    %s\n", device->doc);
}

static int by_name(const void *left, const void *right)
{
	const struct device *a = *(struct device *const *)left, *b = *(struct device *const *)right;

	return strcmp(a->name, b->name);
}

static int unknown_interface(struct analysis *a, const char *name)
{
	size_t n = a->c.decls.interfaces.n;
	const char **names = arena_array(a->inv->arena, const char *, n);
	const char *nearest;

	for (size_t i = 0; i < n; i++)
		names[i] = a->c.decls.interfaces.items[i]->name;
	nearest = diag_nearest(name, names, n);
	if (nearest)
		return usage_error(a->inv, "there is no interface %s; did you mean %s?", name,
		                   nearest);
	return usage_error(a->inv, "there is no interface %s", name);
}

static int write_devices(struct analysis *a)
{
	struct decls *decls = &a->c.decls;
	const char *name = a->inv->operand;
	const struct interface *wanted = NULL;
	int status = analysis_report(a);
	struct text text;

	if (status)
		return status;
	if (name && !(wanted = map_get(&decls->interface_by_name, intern(&a->c.names, name))))
		return unknown_interface(a, name);
	text_init(&text, &a->c.arena);
	if (decls->devices.n)
		qsort(decls->devices.items, decls->devices.n, sizeof *decls->devices.items,
		      by_name);
	for (size_t i = 0; i < decls->devices.n; i++)
		if (!wanted || interface_path(decls->devices.items[i]->interface, wanted))
			write_device(a, &text, decls->devices.items[i]);
	return print_out(&text);
}

int cmd_devices(const struct invocation *inv)
{
	struct analysis a = { .inv = inv, .then = write_devices };

	return analysis_run(&a);
}
