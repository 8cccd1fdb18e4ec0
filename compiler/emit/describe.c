/* See describe.h: the graph as text. */
#include "emit/describe.h"

#include "emit/describe_parts.h"
#include "emit/view.h"

#include <string.h>

/* A branch that is deeper is written as a tree of its own: long chains stay linear, and readable.
 */
enum { MAX_DEPTH = 24 };

struct tree {
	struct compilation *c;
	struct view view;
	struct text *out;
	bool *seen;               /* by node id: it was written, or will be as a tree of its own */
	bool last[MAX_DEPTH + 1]; /* on the way from the root: is it the last of its siblings? */
	VEC(const struct node *) later;
};

/* ---- keys ------------------------------------------------------------------------------------ */

/* "hello : string = "Hi" (default)" */
static const char *key_declaration(struct arena *arena, const struct key *key)
{
	struct text text;

	text_init(&text, arena);
	text_printf(&text, "%s : ", key->option);
	describe_type(&text, &key->decl->type);
	if (key->value) {
		text_puts(&text, " = ");
		value_print(&text, key->value);
		text_puts(&text, strcmp(key->from, "default") ? "" : " (default)");
	}
	return text_string(&text);
}

static const char *key_state(struct arena *arena, const struct key *key)
{
	if (!key->value)
		return "open, must be given";
	if (!strcmp(key->from, "default"))
		return key->known ? "fixed" : "open";
	return arena_printf(arena, key->known ? "fixed, %s" : "open, default from %s", key->from);
}

static void write_keys(struct compilation *c, struct text *out)
{
	enum { WIDEST = 48 };
	const struct image *image = c->image;
	const char **left = arena_array(&c->arena, const char *, image->keys.n);
	size_t width = 0;

	if (!image->keys.n)
		return;
	for (size_t i = 0; i < image->keys.n; i++) {
		size_t columns;

		left[i] = key_declaration(&c->arena, image->keys.items[i]);
		columns = source_columns(left[i], strlen(left[i]));
		if (columns > width && columns <= WIDEST)
			width = columns;
	}
	text_puts(out, "\nkeys\n");
	for (size_t i = 0; i < image->keys.n; i++) {
		size_t columns = source_columns(left[i], strlen(left[i]));
		int blanks = columns < width ? (int)(width - columns) : 0;

		text_printf(out, "  %s%*s  %s\n", left[i], blanks, "",
		            key_state(&c->arena, image->keys.items[i]));
	}
}

/* ---- nodes ----------------------------------------------------------------------------------- */

static void write_params(struct text *out, const struct node *node)
{
	for (size_t i = 0; i < node->device->params.n; i++) {
		text_printf(out, "%s%s = ", i ? ", " : " (", node->device->params.items[i].name);
		value_print(out, node->params[i]);
	}
	if (node->device->params.n)
		text_putc(out, ')');
}

static void write_reads(struct text *out, const struct node *node)
{
	for (size_t i = 0; i < node->facts->keys.n; i++)
		text_printf(out, "%s--%s", i ? ", " : ", reads ",
		            node->facts->keys.items[i]->option);
}

/* Everything about a node but what it needs. */
static void write_node(struct text *out, const struct node *node)
{
	text_puts(out, node->name);
	switch (node->kind) {
	case NODE_CHOICE: text_printf(out, ", by %s", node->condition); break;
	case NODE_REFUSED: text_printf(out, ", refused: %s", node->why); break;
	case NODE_DEVICE:
		if (strcmp(node->name, node->device->name))
			text_printf(out, " = %s", node->device->name);
		write_params(out, node);
		write_reads(out, node);
		break;
	}
	if (*node->distinct) {
		text_puts(out, ", distinct ");
		text_visible(out, node->distinct);
	}
	if (!node->available)
		text_puts(out, ", not on this target");
}

/* ---- the tree -------------------------------------------------------------------------------- */

static void write_edges(struct tree *tree, const struct node *node, size_t depth);

static void write_edge(struct tree *tree, const struct view_edge *edge, size_t depth)
{
	struct text *out = tree->out;

	for (size_t i = 0; i < depth; i++)
		text_puts(out, tree->last[i] ? "    " : "│   ");
	text_puts(out, tree->last[depth] ? "└── " : "├── ");
	text_printf(out, "%s: ", view_edge_label(&tree->view, edge));
	if (tree->seen[edge->to->id]) {
		text_printf(out, "%s (see above)\n", edge->to->name);
		return;
	}
	tree->seen[edge->to->id] = true;
	if (depth + 1 == MAX_DEPTH && view_n_edges(edge->to)) {
		*vec_push(&tree->c->arena, &tree->later) = edge->to;
		text_printf(out, "%s (see below)\n", edge->to->name);
		return;
	}
	write_node(out, edge->to);
	text_putc(out, '\n');
	write_edges(tree, edge->to, depth + 1);
}

static void write_edges(struct tree *tree, const struct node *node, size_t depth)
{
	size_t n = view_n_edges(node);

	while (n && !view_edge(&tree->view, node, n - 1).to->reached)
		n--;
	for (size_t i = 0; i < n; i++) {
		struct view_edge edge = view_edge(&tree->view, node, i);

		if (!edge.to->reached)
			continue;
		tree->last[depth] = i + 1 == n;
		write_edge(tree, &edge, depth);
	}
}

static void write_root(struct tree *tree, const struct node *node)
{
	text_putc(tree->out, '\n');
	write_node(tree->out, node);
	text_putc(tree->out, '\n');
	write_edges(tree, node, 0);
}

void describe_text(struct compilation *c, struct text *out)
{
	const struct image *image = c->image;
	struct tree tree = { .c = c, .out = out };

	view_init(&tree.view, c);
	tree.seen = arena_array(&c->arena, bool, c->graph.nodes.n + 1);
	text_line(out, "%s", describe_title(&c->arena, c));
	write_keys(c, out);
	for (size_t i = 0; i < image->jobs.n; i++) {
		tree.seen[image->jobs.items[i]->id] = true;
		write_root(&tree, image->jobs.items[i]);
	}
	for (size_t i = 0; i < tree.later.n; i++)
		write_root(&tree, tree.later.items[i]);
}
