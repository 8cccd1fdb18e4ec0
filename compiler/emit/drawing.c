/* See drawing.h. A node's box says its name in C, its device, its parameters and the keys it reads.
 */
#include "emit/drawing.h"

#include "emit/describe_parts.h"

#include <string.h>

struct drawing {
	struct compilation *c;
	Agraph_t *graph;
	Agnode_t **nodes; /* by node id */
	bool *is_job;     /* by node id */
};

struct setting_of {
	int kind;
	const char *name, *value;
};

/* What holds unless a node or edge says otherwise; an empty value only declares the attribute. */
static const struct setting_of defaults[] = {
	{ AGRAPH, "rankdir", "TB" },
	{ AGRAPH, "label", "" },
	{ AGRAPH, "labelloc", "t" },
	{ AGRAPH, "fontname", "Helvetica,Arial,sans-serif" },
	{ AGRAPH, "fontsize", "16" },
	{ AGRAPH, "nodesep", "0.35" },
	{ AGRAPH, "ranksep", "0.55" },
	{ AGRAPH, "bgcolor", "white" },
	{ AGNODE, "shape", "box" },
	{ AGNODE, "style", "rounded,filled" },
	{ AGNODE, "fontname", "Helvetica,Arial,sans-serif" },
	{ AGNODE, "fontsize", "12" },
	{ AGNODE, "margin", "0.2,0.1" },
	{ AGNODE, "color", "#4a6785" },
	{ AGNODE, "fillcolor", "#eef3f8" },
	{ AGNODE, "fontcolor", "#1b2733" },
	{ AGNODE, "penwidth", "1" },
	{ AGEDGE, "fontname", "Helvetica,Arial,sans-serif" },
	{ AGEDGE, "fontsize", "10" },
	{ AGEDGE, "color", "#7b8794" },
	{ AGEDGE, "fontcolor", "#52606d" },
	{ AGEDGE, "arrowsize", "0.7" },
	{ AGEDGE, "label", "" },
	{ AGEDGE, "style", "" },
};

static char *mutable(struct drawing *d, const char *text)
{
	return arena_strdup(&d->c->arena, text);
}

static void set_defaults(struct drawing *d)
{
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
		agattr(d->graph, defaults[i].kind, mutable(d, defaults[i].name),
		       mutable(d, defaults[i].value));
}

static void set(struct drawing *d, void *thing, const char *name, const char *value)
{
	agset(thing, mutable(d, name), mutable(d, value));
}

/* ---- labels ---------------------------------------------------------------------------------- */

/* Text as it may stand in a label of graphviz's HTML. Source: XML 1.0, section 2.4. */
static void html(struct text *out, const char *text)
{
	for (; *text; text++)
		switch (*text) {
		case '&': text_puts(out, "&amp;"); break;
		case '<': text_puts(out, "&lt;"); break;
		case '>': text_puts(out, "&gt;"); break;
		case '"': text_puts(out, "&quot;"); break;
		default: text_putc(out, (unsigned char)*text < 0x20 ? ' ' : *text);
		}
}

/* A line under the name, smaller and paler than it. */
static void small_line(struct text *out, const char *text)
{
	text_puts(out, "<br/><font point-size=\"10\" color=\"#52606d\">");
	html(out, text);
	text_puts(out, "</font>");
}

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

static void device_lines(struct drawing *d, struct text *out, const struct node *node)
{
	struct arena *arena = &d->c->arena;

	if (strcmp(node->name, node->device->name))
		small_line(out, node->device->name);
	if (node->device->is_foreign)
		small_line(out, "application");
	for (size_t i = 0; i < node->device->params.n; i++)
		small_line(out, arena_printf(arena, "%s = %s", node->device->params.items[i].name,
		                             short_value(arena, node->params[i])));
	for (size_t i = 0; i < node->facts->keys.n; i++)
		small_line(out, arena_printf(arena, "--%s", node->facts->keys.items[i]->option));
}

static char *node_label(struct drawing *d, const struct node *node)
{
	struct text text;
	char *label;

	text_init(&text, &d->c->arena);
	text_puts(&text, "<b>");
	html(&text, node->name);
	text_puts(&text, "</b>");
	if (node->kind == NODE_DEVICE)
		device_lines(d, &text, node);
	else
		small_line(&text, node->kind == NODE_CHOICE ? node->condition : node->why);
	label = mutable(d, text_string(&text));
	return agstrdup_html(d->graph, label);
}

/* ---- nodes and edges ------------------------------------------------------------------------- */

static void add_node(struct drawing *d, const struct node *node)
{
	Agnode_t *drawn = agnode(d->graph, mutable(d, node->name), 1);

	d->nodes[node->id] = drawn;
	agset(drawn, mutable(d, "label"), node_label(d, node));
	if (node->kind == NODE_CHOICE) {
		set(d, drawn, "shape", "diamond");
		set(d, drawn, "style", "filled");
		set(d, drawn, "fillcolor", "#fff4d6");
		set(d, drawn, "color", "#b7791f");
		set(d, drawn, "margin", "0.05,0.03");
	} else if (node->kind == NODE_REFUSED || !node->available) {
		set(d, drawn, "style", "rounded,dashed");
		set(d, drawn, "color", "#b03a2e");
	} else if (node->device->is_foreign || d->is_job[node->id]) {
		set(d, drawn, "fillcolor", "#dff0e4");
		set(d, drawn, "color", "#2f6f4e");
	}
	if (d->is_job[node->id])
		set(d, drawn, "penwidth", "2");
}

/* In a label that is no HTML a backslash begins an escape. */
static const char *escaped(struct drawing *d, const char *before, const char *label)
{
	struct text text;

	text_init(&text, &d->c->arena);
	text_puts(&text, before);
	for (; *label; label++)
		text_printf(&text, "%s%c", *label == '\\' ? "\\" : "", *label);
	return text_string(&text);
}

static void add_edges(struct drawing *d, const struct node *node)
{
	for (size_t i = 0; i < describe_n_edges(node); i++) {
		struct describe_edge edge = describe_edge(node, i);
		Agedge_t *drawn;

		if (!edge.to->reached)
			continue;
		/* Several edges may lead to one node: each has a name of its own. */
		drawn = agedge(d->graph, d->nodes[node->id], d->nodes[edge.to->id], NULL, 1);
		/* A blank keeps the label off its edge. */
		set(d, drawn, "label", escaped(d, " ", edge.label));
		if (edge.kind == EDGE_REQUIRES)
			set(d, drawn, "style", "dashed");
		else if (edge.kind == EDGE_BRANCH)
			set(d, drawn, "color", "#b7791f");
	}
}

Agraph_t *drawing_make(struct compilation *c)
{
	const struct image *image = c->image;
	struct drawing d = { .c = c };

	d.graph = agopen(mutable(&d, image->name), Agdirected, NULL);
	if (!d.graph)
		return NULL;
	d.nodes = arena_array(&c->arena, Agnode_t *, c->graph.nodes.n + 1);
	d.is_job = arena_array(&c->arena, bool, c->graph.nodes.n + 1);
	set_defaults(&d);
	agattr(d.graph, AGNODE, mutable(&d, "label"), mutable(&d, "\\N"));
	set(&d, d.graph, "label", escaped(&d, "", describe_title(&c->arena, image)));
	for (size_t i = 0; i < image->jobs.n; i++)
		d.is_job[image->jobs.items[i]->id] = true;
	for (size_t i = 0; i < image->nodes.n; i++)
		add_node(&d, image->nodes.items[i]);
	for (size_t i = 0; i < image->nodes.n; i++)
		add_edges(&d, image->nodes.items[i]);
	return d.graph;
}
