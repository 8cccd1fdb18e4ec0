/*
 * See describe.h. The flowcharts of mermaid: ids are ours, n0, n1, ...; what users named stands in
 * quoted labels only, in which every character that means something to mermaid is written as its
 * number.
 */
#include "emit/describe_parts.h"
#include "emit/view.h"

#include <ctype.h>
#include <string.h>

/* The class of each sign, which the classDef lines at the end give its look. */
static const char *const classes[N_SIGNS] = {
	[SIGN_JOB] = "job",         [SIGN_APPLICATION] = "application",
	[SIGN_DEVICE] = "device",   [SIGN_CHOICE] = "choice",
	[SIGN_DECIDED] = "decided", [SIGN_UNAVAILABLE] = "unavailable",
};

static const char *const looks[N_SIGNS] = {
	[SIGN_JOB] = "fill:#dff0e4,stroke:#2f6f4e,stroke-width:3px,color:#1b2733",
	[SIGN_APPLICATION] = "fill:#dff0e4,stroke:#2f6f4e,color:#1b2733",
	[SIGN_DEVICE] = "fill:#eef3f8,stroke:#4a6785,color:#1b2733",
	[SIGN_CHOICE] = "fill:#fff4d6,stroke:#b7791f,color:#1b2733",
	[SIGN_DECIDED] = "fill:#eeeeee,stroke:#7b8794,color:#1b2733",
	[SIGN_UNAVAILABLE] = "fill:#fdf1ef,stroke:#b03a2e,stroke-dasharray:4 3,color:#1b2733",
};

struct chart {
	struct compilation *c;
	struct view view;
	struct text *out;
	size_t *numbers; /* by node id: its place in image->nodes */
};

/* ---- labels ---------------------------------------------------------------------------------- */

static bool is_plain(unsigned char byte)
{
	return isalnum(byte) || byte >= 0x80 || strchr(" .,=?/+:'_-()", byte);
}

static void label(struct text *out, const char *text)
{
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte < 0x20 || byte == 0x7f)
			text_putc(out, ' ');
		else if (is_plain(byte))
			text_putc(out, *text);
		else
			text_printf(out, "#%d;", byte);
	}
}

static void line_label(struct text *out, const struct view_line *line)
{
	text_puts(out, line->kind == LINE_OPEN ? "<br/><i>" : "<br/>");
	label(out, line->text);
	text_puts(out, line->kind == LINE_OPEN ? "</i>" : "");
}

/* ---- nodes ----------------------------------------------------------------------------------- */

static void write_node(struct chart *chart, const struct node *node)
{
	bool is_choice = node->kind == NODE_CHOICE;
	view_lines lines = { 0 };
	struct text text;

	text_init(&text, &chart->c->arena);
	text_puts(&text, "<b>");
	label(&text, node->name);
	text_puts(&text, "</b>");
	view_node_lines(&chart->view, node, &lines);
	for (size_t i = 0; i < lines.n; i++)
		line_label(&text, &lines.items[i]);
	text_line(chart->out, "n%zu%s\"%s\"%s:::%s", chart->numbers[node->id],
	          is_choice ? "{" : "(", text_string(&text), is_choice ? "}" : ")",
	          classes[chart->view.signs[node->id]]);
}

/* The nodes of each job, in their order, and those of none: one list each, linked by node id. */
static void write_nodes(struct chart *chart)
{
	const struct image *image = chart->c->image;
	size_t n = chart->c->graph.nodes.n;
	const struct node **first = arena_array(&chart->c->arena, const struct node *, n + 1);
	const struct node **next = arena_array(&chart->c->arena, const struct node *, n + 1);

	for (size_t i = image->nodes.n; i-- > 0;) {
		const struct node *node = image->nodes.items[i];
		const struct node *owner = chart->view.owners[node->id];
		size_t list = owner ? owner->id : n;

		next[node->id] = first[list];
		first[list] = node;
	}
	for (size_t i = 0; i < image->jobs.n; i++) {
		struct text title;

		text_init(&title, &chart->c->arena);
		label(&title, image->jobs.items[i]->name);
		text_open(chart->out, "subgraph job%zu [\"job %s\"]", i + 1, text_string(&title));
		for (const struct node *at = first[image->jobs.items[i]->id]; at; at = next[at->id])
			write_node(chart, at);
		text_close(chart->out, "end");
	}
	for (const struct node *at = first[n]; at; at = next[at->id])
		write_node(chart, at);
}

/* ---- arrows ---------------------------------------------------------------------------------- */

static void write_edge(struct chart *chart, const struct node *node, const struct view_edge *edge)
{
	const char *arrow = edge->kind == EDGE_REQUIRES ? "-.->" : edge->taken ? "==>" : "-->";
	struct text text;

	text_init(&text, &chart->c->arena);
	label(&text, view_edge_label(&chart->view, edge));
	text_line(chart->out, "n%zu %s|\"%s\"| n%zu", chart->numbers[node->id], arrow,
	          text_string(&text), chart->numbers[edge->to->id]);
}

static void write_edges(struct chart *chart, const struct node *node)
{
	for (size_t i = 0; i < view_n_edges(node); i++) {
		struct view_edge edge = view_edge(&chart->view, node, i);

		if (edge.to->reached)
			write_edge(chart, node, &edge);
	}
}

/* ---- the legend ------------------------------------------------------------------------------ */

static void write_keys(struct chart *chart)
{
	const struct image *image = chart->c->image;
	struct text text;

	if (!image->keys.n)
		return;
	text_init(&text, &chart->c->arena);
	text_puts(&text, "<b>Keys</b>");
	for (size_t i = 0; i < image->keys.n; i++) {
		struct view_line line = view_key_line(&chart->view, image->keys.items[i]);

		line_label(&text, &line);
	}
	text_line(chart->out, "keys[\"%s\"]:::keys", text_string(&text));
}

/* Signs that are no look of a node: what they are, in words. */
static const char *sign_word(enum view_sign sign)
{
	switch (sign) {
	case SIGN_REQUIRES: return "dotted arrow";
	case SIGN_DEFAULT: return "thick arrow, (default)";
	case SIGN_GIVEN: return "thick arrow, (given)";
	case SIGN_OPEN_KEY: return "--key ?= ...";
	case SIGN_FIXED_KEY: return "--key = ...";
	default: return NULL;
	}
}

static void write_signs(struct chart *chart)
{
	struct text text;

	for (int i = 0; i < N_SIGNS; i++)
		if (chart->view.occurs[i] && classes[i])
			text_line(chart->out, "legend_%s%s\"%s\"%s:::%s", classes[i],
			          i == SIGN_CHOICE || i == SIGN_DECIDED ? "{" : "(",
			          view_sign_text((enum view_sign)i),
			          i == SIGN_CHOICE || i == SIGN_DECIDED ? "}" : ")", classes[i]);
	text_init(&text, &chart->c->arena);
	for (int i = 0; i < N_SIGNS; i++) {
		const char *word = sign_word((enum view_sign)i);

		if (!chart->view.occurs[i] || classes[i])
			continue;
		text_puts(&text, text.len ? "<br/>" : "");
		label(&text, word ? arena_printf(&chart->c->arena, "%s: ", word) : "");
		label(&text, view_sign_text((enum view_sign)i));
	}
	if (text.len)
		text_line(chart->out, "legend_signs[\"%s\"]:::keys", text_string(&text));
}

static void write_legend(struct chart *chart)
{
	text_open(chart->out, "subgraph legend [\"Legend\"]");
	text_line(chart->out, "direction LR");
	write_keys(chart);
	write_signs(chart);
	text_close(chart->out, "end");
}

static void write_looks(struct chart *chart)
{
	for (int i = 0; i < N_SIGNS; i++)
		if (chart->view.occurs[i] && looks[i])
			text_line(chart->out, "classDef %s %s", classes[i], looks[i]);
	text_line(chart->out, "classDef keys fill:none,stroke:none,text-align:left");
}

/* ---- all of it ------------------------------------------------------------------------------- */

void emit_mermaid(struct compilation *c, struct text *out)
{
	const struct image *image = c->image;
	struct chart chart = { .c = c, .out = out };

	view_init(&chart.view, c);
	chart.numbers = arena_array(&c->arena, size_t, c->graph.nodes.n + 1);
	for (size_t i = 0; i < image->nodes.n; i++)
		chart.numbers[image->nodes.items[i]->id] = i;
	text_puts(out, "---\ntitle: ");
	text_json_string(out, describe_title(&c->arena, c));
	text_puts(out, "\n---\n");
	text_open(out, "flowchart TB");
	write_nodes(&chart);
	for (size_t i = 0; i < image->nodes.n; i++)
		write_edges(&chart, image->nodes.items[i]);
	write_legend(&chart);
	write_looks(&chart);
	out->indent--;
}
