/* main_connect.c - main.c: connects the devices one after the other, and disconnects them backwards. */
#include "emit/main_c.h"

/* "ethif_connect(&image.eth0, &image.tap.network, &config.eth0)" */
static const char *call(struct emit *e, const struct node *node)
{
	struct text text;

	text_init(&text, e->arena);
	text_printf(&text, "%s_connect(&image.%s", node->device->name, node->name);
	for (size_t i = 0; i < node->n_args; i++)
		text_printf(&text, ", %s",
			    main_argument(e, node->args[i],
					  node->device->args.items[i].interface));
	text_printf(&text, ", %s)", main_config(e, node));
	return text_string(&text);
}

/* What must hold for a device to be connected; null for nothing. */
static const char *condition(struct emit *e, const struct node *node)
{
	const char *optional = NULL;

	if (main_is_plain(e, node))
		optional = arena_printf(e->arena, "%s_connect", node->device->name);
	if (!e->conditional[node->id])
		return optional;
	if (!optional)
		return arena_printf(e->arena, "wanted.%s", node->name);
	return arena_printf(e->arena, "wanted.%s && %s", node->name, optional);
}

static void put_connect(struct emit *e, struct text *text, const struct node *node, size_t nth)
{
	const char *test = condition(e, node);

	if (test)
		text_open(text, "if (%s) {", test);
	text_line(text, "error = %s;", call(e, node));
	text_open(text, "if (error)");
	text_line(text, "return mcfg_connect_failed(\"%s\", error);", node->name);
	text->indent--;
	if (test)
		text_close(text, "}");
	text_line(text, "n_connected = %zu;", nth);
}

static void put_disconnect(struct emit *e, struct text *text, const struct node *node, size_t nth)
{
	const char *wanted = e->conditional[node->id]
				     ? arena_printf(e->arena, " && wanted.%s", node->name)
				     : "";

	text_open(text, "if (n_connected >= %zu%s && %s_disconnect)", nth, wanted,
		  node->device->name);
	text_line(text, "%s_disconnect(&image.%s);", node->device->name, node->name);
	text->indent--;
}

void emit_main_connect(struct emit *e, struct text *text)
{
	size_t nth = 0;

	if (!main_n_connected(e))
		return;
	main_section(text, "What a device takes is connected before it, and disconnected after it.");
	text_line(text, "static unsigned n_connected;\n");
	text_line(text, "static int connect_all(void)");
	text_open(text, "{");
	text_line(text, "int error;\n");
	for (size_t i = 0; i < e->image->nodes.n; i++)
		if (main_connects(e->image->nodes.items[i]))
			put_connect(e, text, e->image->nodes.items[i], ++nth);
	text_line(text, "return 0;");
	text_close(text, "}\n");
	text_line(text, "static void disconnect_all(void)");
	text_open(text, "{");
	for (size_t i = e->image->nodes.n; i-- > 0;)
		if (main_connects(e->image->nodes.items[i]))
			put_disconnect(e, text, e->image->nodes.items[i], nth--);
	text_line(text, "n_connected = 0;");
	text_close(text, "}");
}
