/* main_connect.c - main.c: connects the devices one after the other, and disconnects them
 * backwards. */
#include "emit/main_c.h"

/* "ethif_connect(&image.eth0, &image.tap.network, &config.eth0)" */
static const char *call(struct emit *e, const struct node *node)
{
	struct text text;

	text_init(&text, e->arena);
	text_printf(&text, "%s_connect(&image.%s", node->device->name, node->name);
	for (size_t i = 0; i < node->n_args; i++)
		text_printf(&text, ", %s",
		            main_argument(e, node->args[i], node->device->args.items[i].interface));
	text_printf(&text, ", %s)", main_config(e, node));
	return text_string(&text);
}

/* What must hold for a call: the device is wanted, the function is there; null for nothing. */
static const char *condition(struct emit *e, const struct node *node, const char *what,
                             enum presence presence)
{
	const char *wanted =
	    e->conditional[node->id] ? arena_printf(e->arena, "wanted.%s", node->name) : NULL;
	const char *there =
	    presence == PERHAPS ? arena_printf(e->arena, "%s_%s", node->device->name, what) : NULL;

	if (wanted && there)
		return arena_printf(e->arena, "%s && %s", wanted, there);
	return wanted ? wanted : there;
}

static void put_connect(struct emit *e, struct text *text, const struct node *node, size_t nth)
{
	const struct emit_device *d = model_device(e, node->device);
	const char *test = condition(e, node, "connect", d->connect);

	if (d->connect != ABSENT) {
		if (test)
			text_open(text, "if (%s) {", test);
		text_line(text, "error = %s;", call(e, node));
		text_open(text, "if (error)");
		text_line(text, "return mcfg_connect_failed(\"%s\", error);", node->name);
		text->indent--;
		if (test)
			text_close(text, "}");
	}
	if (d->disconnect != ABSENT)
		text_line(text, "n_connected = %zu;", nth);
}

static void put_disconnect(struct emit *e, struct text *text, const struct node *node, size_t nth)
{
	enum presence presence = model_device(e, node->device)->disconnect;
	const char *test = condition(e, node, "disconnect", presence);

	if (presence == ABSENT)
		return;
	text_open(text, "if (n_connected >= %zu%s%s)", nth, test ? " && " : "", test ? test : "");
	text_line(text, "%s_disconnect(&image.%s);", node->device->name, node->name);
	text->indent--;
}

static bool any_connect(const struct emit *e)
{
	for (size_t i = 0; i < e->devices.n; i++)
		if (e->devices.items[i]->connect != ABSENT)
			return true;
	return false;
}

static void put_connects(struct emit *e, struct text *text)
{
	size_t nth = 0;

	text_putc(text, '\n');
	text_line(text, "static int connect_all(void)");
	text_open(text, "{");
	if (any_connect(e))
		text_line(text, "int error;\n");
	for (size_t i = 0; i < e->image->nodes.n; i++)
		if (main_connects(e, e->image->nodes.items[i]))
			put_connect(e, text, e->image->nodes.items[i], ++nth);
	text_line(text, "return 0;");
	text_close(text, "}");
}

static void put_disconnects(struct emit *e, struct text *text)
{
	size_t nth = main_n_connected(e);

	text_putc(text, '\n');
	text_line(text, "static void disconnect_all(void)");
	text_open(text, "{");
	for (size_t i = e->image->nodes.n; i-- > 0;)
		if (main_connects(e, e->image->nodes.items[i]))
			put_disconnect(e, text, e->image->nodes.items[i], nth--);
	text_line(text, "n_connected = 0;");
	text_close(text, "}");
}

void emit_main_connect(struct emit *e, struct text *text)
{
	if (!main_n_connected(e))
		return;
	main_section(text,
	             "What a device takes is connected before it, and disconnected after it.");
	if (main_disconnects(e))
		text_line(text, "static unsigned n_connected;");
	put_connects(e, text);
	if (main_disconnects(e))
		put_disconnects(e, text);
}
