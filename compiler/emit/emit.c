/* emit.c - all the texts of an image. */
#include "emit/emit.h"

#include "emit/emit_private.h"

#include <string.h>

/*
 * A device whose descriptor names no header gets its struct from mcfg: one in its sources would be
 * a second.
 */
static void check_structs(struct emit *e, const struct emit_device *d)
{
	for (size_t i = 0; i < d->facts->sources.n; i++) {
		const struct c_source *listed = d->facts->sources.items[i];
		const struct emit_source *source = map_get(&e->source_of, listed);
		const struct csource *text = source->text.items.items[0];

		for (size_t j = 0; j < text->structs.n; j++) {
			struct diag *diag;

			if (text->structs.items[j].name != d->device->name)
				continue;
			diag =
			    diag_report(&e->c->diags, CHECK_DEVICE_STRUCT, listed->span,
			                "%s:%zu defines struct %s, which mcfg writes for a device "
			                "without a header",
			                listed->path, text->structs.items[j].line, d->device->name);
			diag_hint(&e->c->diags, diag,
			          "put the struct into a file of its own, and name that file: "
			          "header \"%s.h\"",
			          d->device->name);
			return;
		}
	}
}

static bool is_c(const char *path)
{
	size_t len = strlen(path);

	return len > 2 && path[len - 2] == '.' && strchr("ch", path[len - 1]);
}

static void wrap_all(struct output *out)
{
	for (size_t i = 0; i < out->files.n; i++)
		if (is_c(out->files.items[i]->path))
			c_wrap(&out->files.items[i]->text);
}

static void emit_bindings(struct emit *e)
{
	for (size_t i = 0; i < e->image->interfaces.n; i++)
		emit_binding(e, NULL, e->image->interfaces.items[i]);
	for (size_t i = 0; i < e->sources.n; i++) {
		const struct emit_source *source = e->sources.items[i];

		for (size_t j = 0; j < source->views.n; j++)
			emit_binding(e, source, source->views.items[j]->interface);
	}
}

void emit_image(struct compilation *c, const struct emit_options *options, struct output *out)
{
	struct emit e = {
		.c = c, .arena = &c->arena, .image = c->image, .options = options, .out = out
	};

	out->arena = &c->arena;
	model_build(&e);
	for (size_t i = 0; i < e.devices.n; i++)
		if (!e.devices.items[i]->facts->header.real &&
		    !e.devices.items[i]->device->is_foreign)
			check_structs(&e, e.devices.items[i]);
	for (size_t i = 0; i < c->image->interfaces.n; i++)
		emit_interface(&e, c->image->interfaces.items[i]);
	emit_bindings(&e);
	for (size_t i = 0; i < e.devices.n; i++)
		emit_device(&e, e.devices.items[i]);
	emit_keys(&e);
	emit_main(&e);
	emit_imprint(&e);
	emit_makefile(&e);
	emit_compile_commands(&e);
	emit_needed(&e);
	wrap_all(out);
	emit_boot_files(&e);
}

void emit_interface_headers(struct compilation *c, const struct emit_options *options,
                            struct output *out)
{
	struct emit e = {
		.c = c, .arena = &c->arena, .options = options, .out = out, .all_open = true
	};

	out->arena = &c->arena;
	for (size_t i = 0; i < c->decls.interfaces.n; i++) {
		emit_interface(&e, c->decls.interfaces.items[i]);
		emit_binding(&e, NULL, c->decls.interfaces.items[i]);
	}
	wrap_all(out);
}
