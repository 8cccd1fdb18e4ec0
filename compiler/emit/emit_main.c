/*
 * emit_main.c - main.c: the whole image, as one would write it by hand. main_c.h says what its
 * parts are.
 */
#include "emit/main_c.h"

#include <string.h>

bool main_has_struct(const struct emit *e, const struct node *node)
{
	return node->kind == NODE_DEVICE &&
	       (!node->device->is_foreign || model_device(e, node->device)->as_argument);
}

bool main_connects(const struct emit *e, const struct node *node)
{
	const struct emit_device *d;

	if (node->kind != NODE_DEVICE || node->device->is_foreign)
		return false;
	d = model_device(e, node->device);
	return d->connect != ABSENT || d->disconnect != ABSENT;
}

size_t main_n_connected(const struct emit *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->image->nodes.n; i++)
		n += main_connects(e, e->image->nodes.items[i]);
	return n;
}

bool main_disconnects(const struct emit *e)
{
	for (size_t i = 0; i < e->devices.n; i++)
		if (e->devices.items[i]->disconnect != ABSENT)
			return true;
	return false;
}

bool main_is_plain(const struct emit *e, const struct node *node)
{
	return !model_device(e, node->device)->facts->header.real;
}

const char *main_constant(struct emit *e, const struct node *node,
                          const struct interface *interface)
{
	const struct interface *own = node->device->interface;
	const char *path = interface_path(own, interface);

	return arena_printf(e->arena, "&image.%s.%s%s%s", node->name, own->name, *path ? "." : "",
	                    path);
}

const char *main_argument(struct emit *e, const struct node *node,
                          const struct interface *interface)
{
	const struct interface *own;

	if (node->kind == NODE_CHOICE)
		return arena_printf(e->arena, "%s_as_%s()", node->name, interface->name);
	own = node->device->interface;
	if (own == interface)
		return main_constant(e, node, interface);
	return arena_printf(e->arena, "%s_as_%s(&image.%s.%s)", own->name, interface->name,
	                    node->name, own->name);
}

const char *main_config(struct emit *e, const struct node *node)
{
	return model_device(e, node->device)->settings.n
	           ? arena_printf(e->arena, "&config.%s", node->name)
	           : "NULL";
}

bool main_argument_is_chosen(const struct node *node, size_t index)
{
	return node->args[index]->kind == NODE_CHOICE;
}

const char *main_up_list(struct emit *e, const struct node *node, const struct interface *interface)
{
	if (!interface->ups.n || !consumers_of(e, node, interface)->all.n)
		return NULL;
	return arena_printf(e->arena, "%s_%s_up", node->name, interface->name);
}

void main_section(struct text *text, const char *heading)
{
	text_putc(text, '\n');
	c_comment(text, heading);
}

/* How main.c names a device's own header: from the output folder, or the installation. */
static const char *header_name(struct emit *e, const char *real)
{
	const char *shown = shown_path(e, real);
	const char *inside = path_relative(e->arena, e->options->root, real);

	if (!strncmp(shown, "mcfg/", 5) && strncmp(inside, "../", 3))
		return inside;
	return path_relative(e->arena, e->options->output, real);
}

static void put_includes(struct emit *e, struct text *text)
{
	if (e->attached.n)
		text_line(text, "#include <mcfg/attached.h>");
	text_line(text, "#include <mcfg/image.h>");
	text_line(text, "#include <mcfg/keys.h>");
	if (e->any_open)
		text_line(text, "#include <mcfg/decide.h>");
	text_putc(text, '\n');
	for (size_t i = 0; i < e->devices.n; i++) {
		const struct emit_device *d = e->devices.items[i];

		text_line(text, "#include <mcfg/device/%s.h>", d->device->name);
		if (d->facts->header.real)
			text_line(text, "#include \"%s\"", header_name(e, d->facts->header.real));
	}
}

static void put_weak(struct text *text, const char *symbol, enum presence presence, bool *first)
{
	if (presence != PERHAPS)
		return;
	if (*first)
		main_section(text, "Their sources may lack these.");
	*first = false;
	text_line(text, "#pragma weak %s", symbol);
}

/* What is not clearly there is called only if it is. */
static void put_optional(struct emit *e, struct text *text)
{
	bool first = true;

	for (size_t i = 0; i < e->devices.n; i++) {
		const struct emit_device *d = e->devices.items[i];
		const char *name = d->device->name;

		put_weak(text, arena_printf(e->arena, "%s_connect", name), d->connect, &first);
		put_weak(text, arena_printf(e->arena, "%s_disconnect", name), d->disconnect,
		         &first);
	}
}

void emit_main(struct emit *e)
{
	struct text *text = output_add(e->out, "main.c");
	const struct target *target = e->image->target;

	c_comment(text,
	          arena_printf(e->arena,
	                       "main.c - the image \"%s\" for %s-%s: its devices, how they are "
	                       "connected, its jobs.\nWritten by mcfg from %s.",
	                       e->image->name, target->decl->name, e->image->arch->name,
	                       shown_line(e, e->image->span)));
	put_includes(e, text);
	put_optional(e, text);
	emit_main_tables(e, text);
	emit_main_image(e, text);
	emit_main_attached(e, text);
	emit_main_keys(e, text);
	if (e->any_open)
		emit_main_decide(e, text);
	emit_main_reached(e, text);
	emit_main_options(e, text);
	if (main_n_connected(e) > MAIN_MANY_DEVICES)
		emit_main_rows(e, text);
	else
		emit_main_connect(e, text);
	emit_main_jobs(e, text);
}
