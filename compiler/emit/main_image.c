/* main_image.c - main.c: the settings and the devices, and who is told upwards. */
#include "emit/main_c.h"

#include <string.h>

/* ---- settings -------------------------------------------------------------------------------- */

static bool has_settings(const struct emit *e, const struct node *node)
{
	return main_has_struct(e, node) && model_device(e, node->device)->settings.n;
}

static void put_setting(struct emit *e, struct text *text, const struct setting_field *field,
                        const struct node *node)
{
	const struct value *value = setting_value(field, node);
	struct text line;

	if (!value || setting_is_open(field, node))
		return;
	text_init(&line, e->arena);
	c_initialiser(&line, value, &field->type, field->enumeration);
	text_line(text, ".%s = %s,", field->name, text_string(&line));
}

static bool all_open(const struct emit_device *d, const struct node *node)
{
	for (size_t i = 0; i < d->settings.n; i++)
		if (!setting_is_open(&d->settings.items[i], node))
			return false;
	return true;
}

static void put_settings(struct emit *e, struct text *text, const struct node *node)
{
	const struct emit_device *d = model_device(e, node->device);

	if (all_open(d, node))
		return;
	text_open(text, ".%s = {", node->name);
	for (size_t i = 0; i < d->settings.n; i++)
		put_setting(e, text, &d->settings.items[i], node);
	text_close(text, "},");
}

/* The type of `config`; gives whether there is any member. */
static bool put_config_members(struct emit *e, struct text *text)
{
	bool any = false;

	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];

		if (!has_settings(e, node))
			continue;
		text_line(text, "struct %s_config %s;", node->device->name, node->name);
		any = true;
	}
	return any;
}

static void put_config(struct emit *e, struct text *text)
{
	struct text members, values;
	bool open = false;

	text_init(&members, e->arena);
	text_init(&values, e->arena);
	members.indent = values.indent = 1;
	if (!put_config_members(e, &members))
		return;
	for (size_t i = 0; i < e->image->nodes.n; i++)
		if (has_settings(e, e->image->nodes.items[i]))
			put_settings(e, &values, e->image->nodes.items[i]);
	for (size_t i = 0; i < e->devices.n; i++)
		open |= e->devices.items[i]->open_settings;
	main_section(text, open ? "The settings of each device; what is open is set at start."
	                        : "The settings of each device.");
	text_line(text, "static %sstruct {", open ? "" : "const ");
	text_puts(text, text_string(&members));
	if (values.len) {
		text_line(text, "} config = {");
		text_puts(text, text_string(&values));
		text_line(text, "};");
	} else {
		text_line(text, "} config;");
	}
}

/* ---- devices --------------------------------------------------------------------------------- */

/* Where a device comes from, for a comment. */
static const char *origin(struct emit *e, const struct node *node)
{
	struct span span = node->let ? node->let_span : node->span;
	const char *group =
	    *node->group ? arena_printf(e->arena, ", group \"%s\"", node->group) : "";
	const char *distinct =
	    *node->distinct ? arena_printf(e->arena, ", distinct \"%s\"", node->distinct) : "";

	return arena_printf(e->arena, "%s%s%s%s, %s", node->let ? "let " : "",
	                    node->let ? node->let : node->device->name, group, distinct,
	                    shown_line(e, span));
}

static void put_member(struct emit *e, struct text *text, const struct node *node)
{
	const char *member =
	    arena_printf(e->arena, "struct %s %s;", node->device->name, node->name);
	struct text comment;

	text_init(&comment, e->arena);
	c_comment(&comment, origin(e, node));
	if (strlen(member) + comment.len > 92) {
		c_comment(text, origin(e, node));
		text_line(text, "%s", member);
	} else {
		text_line(text, "%s %.*s", member, (int)comment.len - 1, text_string(&comment));
	}
}

static void put_tables(struct emit *e, struct text *text, const struct node *node)
{
	const struct implementer *by = &model_device(e, node->device)->implementer;
	const struct occurrences *at = occurrences_of(e, by->interface);

	for (size_t i = 0; i < at->all.n; i++) {
		struct member member = { by, &at->all.items[i] };
		const char *path =
		    *member.at->path
		        ? arena_printf(e->arena, "%s.%s", by->interface->name, member.at->path)
		        : by->interface->name;
		const char *list = main_up_list(e, node, member.at->interface);

		text_line(text, ".%s.ops = &%s,", path, c_table(e->arena, &member));
		if (list)
			text_line(text, ".%s.up = %s,", path, list);
	}
}

static void put_initialiser(struct emit *e, struct text *text, const struct node *node)
{
	text_open(text, ".%s = {", node->name);
	put_tables(e, text, node);
	if (main_is_plain(e, node)) {
		for (size_t i = 0; i < node->n_args; i++)
			if (!main_argument_is_chosen(node, i))
				text_line(text, ".args.%s = %s,",
				          c_argument(e->arena, node->device, i),
				          main_constant(e, node->args[i],
				                        node->device->args.items[i].interface));
		if (has_settings(e, node))
			text_line(text, ".config = %s,", main_config(e, node));
	}
	text_close(text, "},");
}

/* ---- upwards --------------------------------------------------------------------------------- */

static bool is_dynamic(const struct consumers *consumers)
{
	for (size_t i = 0; i < consumers->all.n; i++)
		if (consumers->all.items[i].by_choice)
			return true;
	return false;
}

static void put_list_entry(struct emit *e, struct text *text, const struct consumer *consumer,
                           const struct interface *interface)
{
	const struct node *taker = consumer->node;

	if (taker->device->is_foreign)
		text_line(text, "{ &%s, NULL, %u },",
		          c_up_table(e->arena, taker->device, interface), consumer->port);
	else
		text_line(text, "{ &%s, &image.%s, %u },",
		          c_up_table(e->arena, taker->device, interface), taker->name,
		          consumer->port);
}

/* The list of who takes a device: declared before the devices, defined after them. */
static void put_list(struct emit *e, struct text *text, const struct node *node,
                     const struct interface *interface, bool define)
{
	const char *name = main_up_list(e, node, interface);
	const struct consumers *consumers;

	if (!name)
		return;
	consumers = consumers_of(e, node, interface);
	text_printf(text, "%s%sstruct %s_up %s[%zu]", define ? "\nstatic " : "static ",
	            is_dynamic(consumers) ? "" : "const ", interface->name, name,
	            consumers->all.n + 1);
	if (!define) {
		text_puts(text, ";\n");
		return;
	}
	text_open(text, " = {");
	for (size_t i = 0; i < consumers->all.n; i++)
		put_list_entry(e, text, &consumers->all.items[i], interface);
	text_close(text, "};");
}

static void put_lists(struct emit *e, struct text *text, bool define)
{
	bool first = true;

	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];
		const struct interface *own;

		if (!main_has_struct(e, node))
			continue;
		own = node->device->interface;
		for (size_t j = 0; j < own->ancestors.n; j++) {
			if (first && main_up_list(e, node, own->ancestors.items[j])) {
				main_section(text, define ? "Who takes them, in the order of the "
				                            "configuration."
				                          : "Who takes them: below.");
				first = false;
			}
			put_list(e, text, node, own->ancestors.items[j], define);
		}
	}
}

void emit_main_image(struct emit *e, struct text *text)
{
	bool any = false;

	for (size_t i = 0; i < e->image->nodes.n; i++)
		any |= main_has_struct(e, e->image->nodes.items[i]);
	put_config(e, text);
	if (!any)
		return;
	put_lists(e, text, false);
	main_section(text, "The devices.");
	text_open(text, "static struct {");
	for (size_t i = 0; i < e->image->nodes.n; i++)
		if (main_has_struct(e, e->image->nodes.items[i]))
			put_member(e, text, e->image->nodes.items[i]);
	text->indent--;
	text_open(text, "} image = {");
	for (size_t i = 0; i < e->image->nodes.n; i++)
		if (main_has_struct(e, e->image->nodes.items[i]))
			put_initialiser(e, text, e->image->nodes.items[i]);
	text_close(text, "};");
	put_lists(e, text, true);
}
