/* See drawing.h. Each job has a frame around it and what it alone reaches. */
#include "emit/drawing_parts.h"

#include "emit/describe_parts.h"

/* ---- frames ---------------------------------------------------------------------------------- */

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

/* Everything, without a line around it: the title stands above, the legend below. */
static void add_title(struct drawing *d)
{
	static char name[] = "cluster_all";

	d->all = agsubg(d->graph, name, 1);
	drawing_set(d, d->all, "label", escaped(d, "", describe_title(&d->c->arena, d->c)));
	drawing_set(d, d->all, "labelloc", "t");
	drawing_set(d, d->all, "peripheries", "0");
	drawing_set(d, d->all, "margin", "4");
}

/* Of more frames nobody sees which is which, and graphviz's time grows with their square. */
enum { MAX_CLUSTERS = 100 };

static void add_cluster(struct drawing *d, const struct node *job, size_t i)
{
	char *name = arena_printf(&d->c->arena, "cluster_job_%zu", i + 1);
	Agraph_t *cluster = agsubg(d->all, name, 1);

	d->clusters[job->id] = cluster;
	drawing_set(d, cluster, "label", escaped(d, "job ", job->name));
	drawing_set(d, cluster, "labelloc", "t");
	drawing_set(d, cluster, "labeljust", "l");
	drawing_set(d, cluster, "fontsize", "11");
	drawing_set(d, cluster, "fontcolor", "#2f6f4e");
	drawing_set(d, cluster, "style", "rounded,filled");
	drawing_set(d, cluster, "color", "#c5d5cb");
	drawing_set(d, cluster, "fillcolor", "#f7faf8");
	drawing_set(d, cluster, "peripheries", "1");
	drawing_set(d, cluster, "margin", "12");
}

/* ---- nodes and edges ------------------------------------------------------------------------- */

static void set_label(struct drawing *d, Agnode_t *drawn, const struct node *node)
{
	view_lines lines = { 0 };
	struct text text;

	text_init(&text, &d->c->arena);
	text_puts(&text, "<b>");
	drawing_html(&text, node->name);
	text_puts(&text, "</b>");
	view_node_lines(&d->view, node, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		text_puts(&text, "<br/>");
		drawing_small(&text, lines.items[i].text, drawing_line_colour(&lines.items[i]));
	}
	drawing_set_html(d, drawn, "label", &text);
}

static void add_node(struct drawing *d, const struct node *node)
{
	char *name = arena_strdup(&d->c->arena, node->name);
	const struct node *owner = d->view.owners[node->id];
	enum view_sign sign = d->view.signs[node->id];
	const struct drawing_look *look = &drawing_looks[sign];
	Agraph_t *cluster = owner ? d->clusters[owner->id] : NULL;
	Agnode_t *drawn = agnode(cluster ? cluster : d->all, name, 1);

	d->nodes[node->id] = drawn;
	set_label(d, drawn, node);
	if (node->kind == NODE_CHOICE) {
		drawing_set(d, drawn, "shape", "diamond");
		drawing_set(d, drawn, "margin", "0.05,0.03");
	}
	if (sign != SIGN_DEVICE) {
		drawing_set(d, drawn, "fillcolor", look->fill);
		drawing_set(d, drawn, "color", look->line);
	}
	if (look->style)
		drawing_set(d, drawn, "style", look->style);
	if (sign == SIGN_JOB)
		drawing_set(d, drawn, "penwidth", "2");
}

static void add_edge(struct drawing *d, const struct node *node, const struct view_edge *edge)
{
	/* Several edges may lead to one node: each has a name of its own. */
	Agedge_t *drawn = agedge(d->all, d->nodes[node->id], d->nodes[edge->to->id], NULL, 1);

	/* A blank keeps the label off its edge. */
	drawing_set(d, drawn, "label", escaped(d, " ", view_edge_label(&d->view, edge)));
	if (edge->kind == EDGE_REQUIRES)
		drawing_set(d, drawn, "style", "dashed");
	else if (edge->kind == EDGE_BRANCH)
		drawing_set(d, drawn, "color", drawing_looks[d->view.signs[node->id]].line);
	if (edge->taken)
		drawing_set(d, drawn, "penwidth", "2");
}

static void add_edges(struct drawing *d, const struct node *node)
{
	for (size_t i = 0; i < view_n_edges(node); i++) {
		struct view_edge edge = view_edge(&d->view, node, i);

		if (edge.to->reached)
			add_edge(d, node, &edge);
	}
}

Agraph_t *drawing_make(struct compilation *c)
{
	const struct image *image = c->image;
	struct drawing d = { .c = c };
	static char label[] = "label", name_of_node[] = "\\N";

	d.graph = agopen(arena_strdup(&c->arena, image->name), Agdirected, NULL);
	if (!d.graph)
		return NULL;
	view_init(&d.view, c);
	d.nodes = arena_array(&c->arena, Agnode_t *, c->graph.nodes.n + 1);
	d.clusters = arena_array(&c->arena, Agraph_t *, c->graph.nodes.n + 1);
	drawing_defaults(&d);
	agattr(d.graph, AGNODE, label, name_of_node);
	d.view.occurs[SIGN_SHARED] &= image->jobs.n <= MAX_CLUSTERS;
	drawing_legend(&d);
	add_title(&d);
	for (size_t i = 0; i < image->jobs.n && image->jobs.n <= MAX_CLUSTERS; i++)
		add_cluster(&d, image->jobs.items[i], i);
	for (size_t i = 0; i < image->nodes.n; i++)
		add_node(&d, image->nodes.items[i]);
	for (size_t i = 0; i < image->nodes.n; i++)
		add_edges(&d, image->nodes.items[i]);
	return d.graph;
}
