/*
 * emit_device.c - a device's header: its struct where the author wrote none, its config and
 * accessors, and the prototypes of all that its sources define, so that the compiler compares them.
 */
#include "emit/emit_private.h"

static void put_includes(struct text *text, const struct emit_device *d)
{
	bool keys = false;

	text_line(text, "#include <mcfg/base.h>");
	text_line(text, "#include <mcfg/value.h>");
	for (size_t i = 0; i < d->settings.n; i++)
		keys |= d->settings.items[i].key && d->settings.items[i].type.type == MCFG_ENUM;
	if (keys)
		text_line(text, "#include <mcfg/keys.h>");
	text_line(text, "#include <mcfg/%s.h>", d->device->interface->name);
	for (size_t i = 0; i < d->device->args.n; i++)
		text_line(text, "#include <mcfg/%s.h>", d->device->args.items[i].interface->name);
	for (size_t i = 0; i < d->facts->makes.n; i++)
		text_line(text, "#include <mcfg/%s.h>", d->facts->makes.items[i].interface->name);
	text_putc(text, '\n');
}

/* ---- config ---------------------------------------------------------------------------------- */

static void put_config(struct emit *e, struct text *text, const struct emit_device *d)
{
	const char *name = d->device->name;

	for (size_t i = 0; i < d->settings.n; i++) {
		const struct setting_field *field = &d->settings.items[i];

		if (!field->key && field->type.type == MCFG_ENUM)
			c_enumeration(text, &field->type, field->enumeration);
		else
			continue;
		text_putc(text, '\n');
	}
	text_line(
	    text,
	    "/* Read through the accessors below: what is the same everywhere is a constant. */");
	text_open(text, "struct %s_config {", name);
	for (size_t i = 0; i < d->settings.n; i++) {
		const struct setting_field *field = &d->settings.items[i];

		text_line(text, "%s;",
		          c_declare(e->arena, &field->type, field->enumeration, field->name));
	}
	text_close(text, "};");
	text_putc(text, '\n');
}

static void put_accessor(struct emit *e, struct text *text, const struct emit_device *d,
                         const struct setting_field *field)
{
	const char *name = d->device->name;

	c_comment(text, field->doc);
	text_line(text, "static inline %s(const struct %s_config *config)",
	          c_declare(e->arena, &field->type, field->enumeration,
	                    arena_printf(e->arena, "%s_config_%s", name, field->name)),
	          name);
	text_open(text, "{");
	if (field->constant) {
		text_line(text, "(void)config;");
		c_return(text, field->constant, &field->type, field->enumeration);
	} else {
		text_line(text, "return config->%s;", field->name);
	}
	text_close(text, "}");
	text_putc(text, '\n');
}

/* ---- the struct ------------------------------------------------------------------------------ */

static void put_struct(struct emit *e, struct text *text, const struct emit_device *d)
{
	const struct device *device = d->device;

	text_open(text, "struct %s {", device->name);
	text_line(text, "struct %s %s;", device->interface->name, device->interface->name);
	if (device->args.n) {
		text_open(text, "struct {");
		for (size_t i = 0; i < device->args.n; i++)
			text_line(text, "struct %s *%s;", device->args.items[i].interface->name,
			          c_argument(e->arena, device, i));
		text_close(text, "} args;");
	}
	if (d->settings.n)
		text_line(text, "const struct %s_config *config;", device->name);
	text_close(text, "};");
	text_putc(text, '\n');
}

/* ---- prototypes ------------------------------------------------------------------------------ */

/* "struct console *console, struct time *time" */
static void put_arguments(struct emit *e, struct text *text, const struct device *device)
{
	for (size_t i = 0; i < device->args.n; i++)
		text_printf(text, "%sstruct %s *%s", i ? ", " : "",
		            device->args.items[i].interface->name, c_argument(e->arena, device, i));
}

static void put_start(struct emit *e, struct text *text, const struct device *device)
{
	c_line(e, text, device->span);
	text_printf(text, "int %s_start(", device->name);
	put_arguments(e, text, device);
	text_puts(text, device->args.n ? ");\n" : "void);\n");
}

static void put_connect(struct emit *e, struct text *text, const struct device *device)
{
	const char *name = device->name;

	c_line(e, text, device->span);
	text_printf(text, "int %s_connect(struct %s *self, ", name, name);
	put_arguments(e, text, device);
	text_printf(text, "%sconst struct %s_config *config);\n", device->args.n ? ", " : "", name);
	c_line(e, text, device->span);
	text_line(text, "void %s_disconnect(struct %s *self);", name, name);
}

/* The operations of an implementation, at each place of its struct, and their tables. */
static void put_operations(struct emit *e, struct text *text, const struct implementer *by)
{
	const struct occurrences *at = occurrences_of(e, by->interface);

	for (size_t i = 0; i < at->all.n; i++) {
		struct member member = { by, &at->all.items[i] };
		const struct interface *interface = member.at->interface;

		for (size_t j = 0; j < interface->ops.n; j++) {
			c_line(e, text, interface->ops.items[j].proto->span);
			c_proto(text, interface->ops.items[j].proto,
			        c_function(e->arena, &member, &interface->ops.items[j]),
			        c_self(e->arena, interface->name));
			text_puts(text, ";\n");
		}
		text_line(text, "extern const struct %s_ops %s;", interface->name,
		          c_table(e->arena, &member));
	}
}

/* What the device defines for those that it takes. */
static void put_upward(struct emit *e, struct text *text, const struct device *device)
{
	struct map done = { 0 };

	for (size_t i = 0; i < device->args.n; i++) {
		const struct interface *taken = device->args.items[i].interface;

		for (size_t j = 0; j < taken->ancestors.n; j++) {
			struct interface *at = taken->ancestors.items[j];

			if (map_get(&done, at))
				continue;
			map_set(e->arena, &done, at, at);
			for (size_t k = 0; k < at->ups.n; k++)
				c_up_prototype(e, text, device, &at->ups.items[k]);
			if (at->ups.n)
				text_line(text, "extern const struct %s_up_ops %s;", at->name,
				          c_up_table(e->arena, device, at));
		}
	}
}

/* ---- handles --------------------------------------------------------------------------------- */

/* The initialiser of a handle: its tables, at each place of its struct. */
static void put_handle(struct emit *e, struct text *text, const struct implementer *by)
{
	const struct occurrences *at = occurrences_of(e, by->interface);

	text_putc(text, '\n');
	c_comment(text, "What a handle is before its first use.");
	text_printf(text, "#define %s_INIT \\\n\t((struct %s){", c_upper(e->arena, by->name),
	            by->interface->name);
	for (size_t i = 0; i < at->all.n; i++) {
		struct member member = { by, &at->all.items[i] };

		text_printf(text, "%s .%s%sops = &%s", i ? ", \\\n\t\t" : "", member.at->path,
		            *member.at->path ? "." : "", c_table(e->arena, &member));
	}
	text_puts(text, " })\n");
}

static void put_handles(struct emit *e, struct text *text, const struct emit_device *d,
                        void (*put)(struct emit *e, struct text *text,
                                    const struct implementer *by))
{
	for (size_t i = 0; i < d->facts->makes.n; i++)
		put(e, text, map_get(&e->handle_of, d->facts->makes.items[i].name));
}

/* ---- the header ------------------------------------------------------------------------------ */

static void put_body(struct emit *e, struct text *text, const struct emit_device *d)
{
	const struct device *device = d->device;
	bool has_struct = !device->is_foreign || d->as_argument;

	put_includes(text, d);
	if (d->settings.n)
		put_config(e, text, d);
	else if (!device->is_foreign)
		text_line(text, "struct %s_config; /* nothing: null */\n", device->name);
	for (size_t i = 0; i < d->settings.n; i++)
		put_accessor(e, text, d, &d->settings.items[i]);
	if (has_struct && !d->facts->header.real)
		put_struct(e, text, d);
	else if (has_struct)
		text_line(text, "struct %s; /* %s */\n", device->name,
		          shown_path(e, d->facts->header.real));
	if (device->is_foreign)
		put_start(e, text, device);
	else
		put_connect(e, text, device);
	if (has_struct)
		put_operations(e, text, &d->implementer);
	put_handles(e, text, d, put_operations);
	put_upward(e, text, device);
}

void emit_device(struct emit *e, const struct emit_device *d)
{
	const struct device *device = d->device;
	const char *path = arena_printf(e->arena, "include/mcfg/device/%s.h", device->name);
	const char *guard = c_upper(e->arena, device->name);
	struct text *text = output_add(e->out, path);

	c_comment(text, arena_printf(e->arena, "<mcfg/device/%s.h>%s%s\nWritten by mcfg from %s.",
	                             device->name, device->doc ? " - " : "",
	                             device->doc ? device->doc : "", shown_line(e, device->span)));
	text_line(text, "#ifndef MCFG_GENERATED_DEVICE_%s_H", guard);
	text_line(text, "#define MCFG_GENERATED_DEVICE_%s_H", guard);
	text_putc(text, '\n');
	put_body(e, text, d);
	c_line_end(text, path);
	put_handles(e, text, d, put_handle);
	text_putc(text, '\n');
	text_line(text, "#endif");
}
