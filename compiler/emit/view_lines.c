/* view_lines.c - what stands in a node's box; see view.h. */
#include "emit/view.h"

#include <string.h>

/* A value in a box: long ones are cut, at a character's start. */
static const char *short_value(struct arena *arena, const struct value *value)
{
	enum { LONGEST = 40 };
	struct text text;
	size_t len = LONGEST;

	text_init(&text, arena);
	value_print(&text, value);
	if (text.len <= LONGEST)
		return text_string(&text);
	while (((unsigned char)text.bytes[len] & 0xc0) == 0x80)
		len--;
	return arena_printf(arena, "%.*s...", (int)len, text.bytes);
}

static bool is_open(const struct view *view, const struct value *value)
{
	switch (value->kind) {
	case VALUE_OPEN: return view->open[value->open.id];
	case VALUE_SOME: return is_open(view, value->some);
	case VALUE_LIST:
		for (size_t i = 0; i < value->list.n; i++)
			if (is_open(view, value->list.items[i]))
				return true;
		return false;
	default: return false;
	}
}

static void add(const struct view *view, view_lines *lines, enum view_line_kind kind,
                const char *text)
{
	struct view_line *line = vec_push(&view->c->arena, lines);

	line->text = text;
	line->kind = kind;
}

struct view_line view_key_line(const struct view *view, const struct key *key)
{
	struct arena *arena = &view->c->arena;
	const char *value = key->value ? short_value(arena, key->value) : NULL;
	const char *text =
	    value ? arena_printf(arena, "--%s %s %s", key->option, key->known ? "=" : "?=", value)
	          : arena_printf(arena, "--%s must be given", key->option);

	return (struct view_line){ text, key->known ? LINE_PLAIN : LINE_OPEN };
}

static void device_lines(const struct view *view, const struct node *node, view_lines *lines)
{
	struct arena *arena = &view->c->arena;

	if (strcmp(node->name, node->device->name) != 0)
		add(view, lines, LINE_PLAIN, node->device->name);
	if (node->device->is_foreign)
		add(view, lines, LINE_PLAIN, "application");
	for (size_t i = 0; i < node->device->params.n; i++)
		add(view, lines, is_open(view, node->params[i]) ? LINE_OPEN : LINE_PLAIN,
		    arena_printf(arena, "%s = %s", node->device->params.items[i].name,
		                 short_value(arena, node->params[i])));
	for (size_t i = 0; i < node->facts->keys.n; i++)
		*vec_push(arena, lines) = view_key_line(view, node->facts->keys.items[i]);
}

void view_node_lines(const struct view *view, const struct node *node, view_lines *lines)
{
	struct arena *arena = &view->c->arena;

	switch (node->kind) {
	case NODE_DEVICE: device_lines(view, node, lines); break;
	case NODE_CHOICE:
		add(view, lines, view->signs[node->id] == SIGN_CHOICE ? LINE_OPEN : LINE_PLAIN,
		    node->condition);
		break;
	case NODE_REFUSED: add(view, lines, LINE_WARNING, node->why); break;
	}
	if (*node->distinct)
		add(view, lines, LINE_PLAIN, arena_printf(arena, "distinct %s", node->distinct));
	if (!node->available && node->kind != NODE_REFUSED)
		add(view, lines, LINE_WARNING, "not on this target");
}
