/*
 * main_rows.c - main.c for many devices: a table of rows for each type of device, the order in
 * which they are connected, and one switch. The compiler is linear in tables, and not in
 * straight-line calls.
 */
#include "emit/main_c.h"

/* The enumerator of a type. */
static const char *row_type(struct emit *e, const struct device *device)
{
	return arena_printf(e->arena, "ROW_%s", c_upper(e->arena, device->name));
}

static bool is_connected(const struct emit_device *d)
{
	return d->connect != ABSENT || d->disconnect != ABSENT;
}

static bool any_conditional(const struct emit *e)
{
	for (size_t i = 0; i < e->image->nodes.n; i++)
		if (e->conditional[e->image->nodes.items[i]->id])
			return true;
	return false;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static bool takes_choice(const struct emit_device *d, size_t argument)
{
	for (size_t i = 0; i < d->nodes.n; i++)
		if (main_argument_is_chosen(d->nodes.items[i], argument))
			return true;
	return false;
}

static void put_row_type(struct emit *e, struct text *text, const struct emit_device *d)
{
	const struct device *device = d->device;

	text_open(text, "static const struct {");
	text_line(text, "const char *name;");
	text_line(text, "struct %s *self;", device->name);
	for (size_t i = 0; i < device->args.n; i++) {
		const char *interface = device->args.items[i].interface->name;
		const char *argument = c_argument(e->arena, device, i);

		if (takes_choice(d, i))
			text_line(text, "struct %s *(*%s_chosen)(void);", interface, argument);
		text_line(text, "struct %s *%s;", interface, argument);
	}
	if (d->settings.n)
		text_line(text, "const struct %s_config *config;", device->name);
	text->indent--;
	text_open(text, "} %s_rows[] = {", device->name);
}

static void put_row(struct emit *e, struct text *text, const struct emit_device *d,
                    const struct node *node)
{
	struct text line;

	text_init(&line, e->arena);
	text_printf(&line, ".name = \"%s\", .self = &image.%s", node->name, node->name);
	for (size_t i = 0; i < node->n_args; i++) {
		const struct interface *interface = d->device->args.items[i].interface;
		const char *argument = c_argument(e->arena, d->device, i);

		if (main_argument_is_chosen(node, i))
			text_printf(&line, ", .%s_chosen = %s_as_%s", argument, node->args[i]->name,
			            interface->name);
		else
			text_printf(&line, ", .%s = %s", argument,
			            main_constant(e, node->args[i], interface));
	}
	if (d->settings.n)
		text_printf(&line, ", .config = %s", main_config(e, node));
	text_line(text, "{ %s },", text_string(&line));
}

static void put_rows(struct emit *e, struct text *text, const struct emit_device *d)
{
	put_row_type(e, text, d);
	for (size_t i = 0; i < d->nodes.n; i++)
		put_row(e, text, d, d->nodes.items[i]);
	text_close(text, "};\n");
}

/* ---- the order ------------------------------------------------------------------------------- */

static void put_order(struct emit *e, struct text *text)
{
	size_t *next = arena_array(e->arena, size_t, e->c->decls.devices.n + 1);
	bool conditional = any_conditional(e);

	text_open(text, "enum row_type {");
	for (size_t i = 0; i < e->devices.n; i++)
		if (is_connected(e->devices.items[i]))
			text_line(text, "%s,", row_type(e, e->devices.items[i]->device));
	text_close(text, "};\n");
	text_open(text, "static const struct {");
	text_line(text, "enum row_type type;");
	text_line(text, "unsigned row;");
	if (conditional)
		text_line(text, "const bool *wanted; /* null: always */");
	text->indent--;
	text_open(text, "} order[] = {");
	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];
		const char *wanted = "";

		if (!main_connects(e, node))
			continue;
		if (conditional)
			wanted = e->conditional[node->id]
			             ? arena_printf(e->arena, ", &wanted.%s", node->name)
			             : ", NULL";
		text_line(text, "{ %s, %zu%s },", row_type(e, node->device),
		          next[node->device->index]++, wanted);
	}
	text_close(text, "};\n");
}

/* ---- connect and disconnect ------------------------------------------------------------------ */

static void put_connect_case(struct emit *e, struct text *text, const struct emit_device *d)
{
	const char *name = d->device->name;
	struct text line;

	text_init(&line, e->arena);
	text_printf(&line, "%s_connect(%s_rows[row].self", name, name);
	for (size_t i = 0; i < d->device->args.n; i++) {
		const char *argument = c_argument(e->arena, d->device, i);

		text_puts(&line, ", ");
		if (takes_choice(d, i))
			text_printf(&line,
			            "%s_rows[row].%s_chosen ? %s_rows[row].%s_chosen() : ", name,
			            argument, name, argument);
		text_printf(&line, "%s_rows[row].%s", name, argument);
	}
	if (d->settings.n)
		text_printf(&line, ", %s_rows[row].config)", name);
	else
		text_puts(&line, ", NULL)");
	text_open(text, "case %s:", row_type(e, d->device));
	text_line(text, "*name = %s_rows[row].name;", name);
	if (d->connect == PRESENT)
		text_line(text, "return %s;", text_string(&line));
	else if (d->connect == PERHAPS)
		text_line(text, "return %s_connect ? %s : 0;", name, text_string(&line));
	else
		text_line(text, "return 0;");
	text->indent--;
}

static void put_connect_row(struct emit *e, struct text *text)
{
	text_line(text,
	          "static int connect_row(enum row_type type, unsigned row, const char **name)");
	text_open(text, "{");
	text_line(text, "switch (type) {");
	for (size_t i = 0; i < e->devices.n; i++)
		if (is_connected(e->devices.items[i]))
			put_connect_case(e, text, e->devices.items[i]);
	text_line(text, "}");
	text_line(text, "return 0;");
	text_close(text, "}\n");
}

static void put_disconnect_row(struct emit *e, struct text *text)
{
	text_line(text, "static void disconnect_row(enum row_type type, unsigned row)");
	text_open(text, "{");
	text_line(text, "switch (type) {");
	for (size_t i = 0; i < e->devices.n; i++) {
		const char *name = e->devices.items[i]->device->name;

		enum presence presence = e->devices.items[i]->disconnect;

		if (!is_connected(e->devices.items[i]))
			continue;
		text_open(text, "case %s:", row_type(e, e->devices.items[i]->device));
		if (presence == PERHAPS)
			text_line(text, "if (%s_disconnect)", name);
		if (presence != ABSENT)
			text_line(text, "%s%s_disconnect(%s_rows[row].self);",
			          presence == PERHAPS ? "\t" : "", name, name);
		text_line(text, "break;");
		text->indent--;
	}
	text_line(text, "}");
	text_close(text, "}\n");
}

static void put_connect_loop(struct emit *e, struct text *text)
{
	const char *wanted =
	    any_conditional(e) ? "order[at].wanted && !*order[at].wanted ? 0 : " : "";

	text_line(text, "static unsigned n_connected;\n");
	text_line(text, "static int connect_all(void)");
	text_open(text, "{");
	text_line(text, "const char *name = NULL;\n");
	text_open(text, "for (; n_connected < sizeof order / sizeof *order; n_connected++) {");
	text_line(text, "unsigned at = n_connected;");
	text_line(text, "int error = %sconnect_row(order[at].type, order[at].row, &name);\n",
	          wanted);
	text_line(text, "if (error)");
	text_line(text, "\treturn mcfg_connect_failed(name, error);");
	text_close(text, "}");
	text_line(text, "return 0;");
	text_close(text, "}");
}

static void put_disconnect_loop(struct emit *e, struct text *text)
{
	bool test = any_conditional(e);

	text_line(text, "static void disconnect_all(void)");
	text_open(text, "{");
	text_open(text, "while (n_connected > 0) {");
	text_line(text, "n_connected--;");
	if (test)
		text_line(text, "if (!order[n_connected].wanted || *order[n_connected].wanted)");
	text_line(text, "%sdisconnect_row(order[n_connected].type, order[n_connected].row);",
	          test ? "\t" : "");
	text_close(text, "}");
	text_close(text, "}");
}

void emit_main_rows(struct emit *e, struct text *text)
{
	main_section(text,
	             "What a device takes is connected before it, and disconnected after it.");
	for (size_t i = 0; i < e->devices.n; i++)
		if (is_connected(e->devices.items[i]))
			put_rows(e, text, e->devices.items[i]);
	put_order(e, text);
	put_connect_row(e, text);
	put_connect_loop(e, text);
	if (!main_disconnects(e))
		return;
	text_putc(text, '\n');
	put_disconnect_row(e, text);
	put_disconnect_loop(e, text);
}
