/* See explain_parts.h. */
#include "emit/explain_parts.h"

#include <string.h>

const char *explain_place(struct compilation *c, struct span span)
{
	struct source *source = sources_of(&c->sources, span);
	struct place place;

	if (!source)
		return "the command line";
	place = source_place(&c->arena, source, span.begin);
	return arena_printf(&c->arena, "%s:%zu:%zu", source->path, place.line, place.column);
}

void explain_what(struct text *out, const struct node *node)
{
	const struct device *device = node->device;

	if (node->kind == NODE_CHOICE)
		text_printf(out, "a choice by %s", node->condition);
	if (node->kind == NODE_REFUSED)
		text_puts(out, "a device that is refused");
	if (node->kind != NODE_DEVICE)
		return;
	text_puts(out, device->name);
	for (size_t i = 0; i < device->params.n; i++) {
		text_printf(out, "%s%s = ", i ? ", " : " (", device->params.items[i].name);
		value_print(out, node->params[i]);
	}
	text_printf(out, "%s, %s %s", device->params.n ? ")" : "",
	            device->is_foreign ? "an application:" : "a device:", device->interface->name);
}

/* ---- keys ------------------------------------------------------------------------------------ */

static void write_key(struct compilation *c, struct text *out, const struct key *key)
{
	if (key->decl->builtin != KEY_DECLARED) {
		text_printf(out, "%s %s", key->decl->builtin == KEY_TARGET ? "-t" : "--arch",
		            key->value ? key->value->tag.name : "is not given");
		return;
	}
	text_printf(out, "--%s ", key->option);
	if (!key->value) {
		text_puts(out, "must be given when the image starts");
	} else {
		text_puts(out, key->known ? "= " : "?= ");
		value_print(out, key->value);
		if (!key->known)
			text_puts(out, ", open");
		if (!strcmp(key->from, "default"))
			text_puts(out, ", its default");
		else
			text_printf(out, ", given by %s", key->from);
	}
	text_printf(out, ", declared at %s", explain_place(c, key->decl->span));
}

static void mark(bool *marks, const struct value *value)
{
	if (value && value->kind == VALUE_OPEN)
		marks[value->open.id] = true;
}

/* The keys below what is marked. */
static void find_marked(struct compilation *c, bool *marks, explain_key_list *keys)
{
	const struct graph *graph = &c->graph;

	for (size_t i = graph->opens.n; i-- > 0;) {
		const struct value *open = graph->opens.items[i];

		if (!marks[i])
			continue;
		mark(marks, open->open.a);
		mark(marks, open->open.b);
		mark(marks, open->open.c);
		if (open->open.op == OPEN_KEY)
			*vec_push(&c->arena, keys) = open->open.key;
	}
}

static void write_marked(struct compilation *c, struct text *out, bool *marks)
{
	explain_key_list keys = { 0 };

	find_marked(c, marks, &keys);
	for (size_t i = 0; i < keys.n; i++) {
		text_puts(out, i ? "; " : " (");
		write_key(c, out, keys.items[i]);
	}
	text_puts(out, keys.n ? ")" : "");
}

void explain_value_keys(struct compilation *c, struct text *out, const struct value *value)
{
	bool *marks = arena_array(&c->arena, bool, c->graph.opens.n + 1);

	mark(marks, value);
	write_marked(c, out, marks);
}

static bool *mark_choice(struct compilation *c, const struct node *choice)
{
	bool *marks = arena_array(&c->arena, bool, c->graph.opens.n + 1);

	for (size_t i = 0; i < choice->n_branches; i++)
		mark(marks, choice->branches[i].test);
	return marks;
}

void explain_keys(struct compilation *c, struct text *out, const struct node *choice)
{
	write_marked(c, out, mark_choice(c, choice));
}

void explain_find_keys(struct compilation *c, const struct node *choice, explain_key_list *keys)
{
	find_marked(c, mark_choice(c, choice), keys);
}

/* ---- decisions ------------------------------------------------------------------------------- */

static void write_decision(const struct provenance *p, struct text *out, const char *indent,
                           const struct node *choice, size_t branch)
{
	const char *label = choice->branches[branch].label;

	if (strcmp(label, "otherwise") != 0)
		text_printf(out, "%sbecause %s is %s", indent, choice->condition, label);
	else
		text_printf(out, "%sbecause %s is something else", indent, choice->condition);
	explain_keys(p->all, out, choice);
	text_putc(out, '\n');
}

void explain_decisions(const struct provenance *p, struct text *out, const char *indent,
                       const struct node *node)
{
	size_t branch;

	while (p->all && node && provenance_decides(p, node, &branch)) {
		write_decision(p, out, indent, node, branch);
		node = node->branches[branch].node;
	}
}

/* ---- ways ------------------------------------------------------------------------------------ */

enum { MOST_SHOWN = 24 };

static size_t length(const struct way *way, const struct node *node)
{
	size_t n = 0;

	for (; node != way->to; n++)
		node = view_edge(way->view, node, way->leads[node->id] - 1).to;
	return n;
}

static const char *indentation(struct arena *arena, size_t depth)
{
	return arena_printf(arena, "  %*s", (int)depth * 4, "");
}

/* A step: its arrow, the node it leads to, and what is to be said of it. */
static void write_step(const struct way *way, struct text *out, size_t depth,
                       const struct node *from, const struct view_edge *edge)
{
	struct arena *arena = &way->p->c->arena;

	text_printf(out, "%s└── %s: %s", indentation(arena, depth),
	            view_edge_label(way->view, edge), edge->to->name);
	if (edge->to->kind == NODE_CHOICE) {
		text_printf(out, ", by %s", edge->to->condition);
		explain_keys(way->view->c, out, edge->to);
	}
	text_putc(out, '\n');
	way->tell(way, out, indentation(arena, depth + 1), from, edge);
}

void explain_way(const struct way *way, struct text *out, const struct node *job)
{
	size_t n = length(way, job), depth = 0;
	const struct node *node = job;

	for (size_t i = 0; i < n; i++) {
		struct view_edge edge = view_edge(way->view, node, way->leads[node->id] - 1);
		bool left_out = n > MOST_SHOWN && i >= MOST_SHOWN / 2 && i < n - MOST_SHOWN / 2;

		if (!left_out)
			write_step(way, out, depth++, node, &edge);
		else if (i == MOST_SHOWN / 2)
			text_printf(out, "%s└── ... %zu more ...\n",
			            indentation(&way->p->c->arena, depth++), n - MOST_SHOWN);
		node = edge.to;
	}
}
