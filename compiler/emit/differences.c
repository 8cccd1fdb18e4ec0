/* See differences.h: each side becomes lists of named texts, which are sorted and merged. */
#include "emit/differences.h"

#include "emit/describe_parts.h"
#include "emit/json.h"
#include "emit/view.h"

#include <stdlib.h>
#include <string.h>

struct entry {
	const char *name, *text;
};
typedef VEC(struct entry) entries;

struct side {
	struct arena *arena;
	struct compilation *c;
	struct view view;
	struct json files; /* names files as JSON does: the same on every machine */
	entries of[N_DIFFERENCES];
};

static void add(struct side *side, enum difference_of of, const char *name, const char *text)
{
	*vec_push(side->arena, &side->of[of]) = (struct entry){ name, text };
}

/* ---- what one side has ----------------------------------------------------------------------- */

static void add_key(struct side *side, const struct key *key)
{
	static const char *const stages[] = { [STAGE_BOTH] = "",
		                              [STAGE_CONFIGURE] = ", stage `configure",
		                              [STAGE_RUN] = ", stage `run" };
	struct text text;

	text_init(&text, side->arena);
	text_printf(&text, "%s : ", key->option);
	describe_type(&text, &key->decl->type);
	if (key->value) {
		text_puts(&text, " = ");
		value_print(&text, key->value);
		text_printf(&text, " (%s)", key->from);
	}
	text_printf(&text, ", %s%s", key->known ? "fixed" : "open", stages[key->decl->stage]);
	add(side, DIFFERENCE_KEYS, key->option, text_string(&text));
}

static void write_device(struct text *text, const struct node *node)
{
	text_printf(text, " %s", node->device->name);
	for (size_t i = 0; i < node->device->params.n; i++) {
		text_printf(text, "%s%s = ", i ? ", " : " (", node->device->params.items[i].name);
		value_print(text, node->params[i]);
	}
	text_printf(text, "%s : %s", node->device->params.n ? ")" : "",
	            node->device->interface->name);
	for (size_t i = 0; i < node->facts->keys.n; i++)
		text_printf(text, "%s --%s", i ? "," : ", reads",
		            node->facts->keys.items[i]->option);
}

static void add_device(struct side *side, const struct node *node)
{
	struct text text;

	text_init(&text, side->arena);
	text_printf(&text, "%s:", node->name);
	switch (node->kind) {
	case NODE_CHOICE: text_printf(&text, " choice by %s", node->condition); break;
	case NODE_REFUSED: text_printf(&text, " refused: %s", node->why); break;
	case NODE_DEVICE: write_device(&text, node); break;
	}
	if (*node->distinct) {
		text_puts(&text, ", distinct ");
		text_visible(&text, node->distinct);
	}
	add(side, DIFFERENCE_DEVICES, node->name, text_string(&text));
}

/* An arrow's name holds its place, so that one that leads elsewhere is the same arrow. */
static void add_arrows(struct side *side, const struct node *node)
{
	for (size_t i = 0; i < view_n_edges(node); i++) {
		struct view_edge edge = view_edge(&side->view, node, i);
		const char *label = view_edge_label(&side->view, &edge);

		if (!edge.to->reached)
			continue;
		add(side, DIFFERENCE_ARROWS,
		    arena_printf(side->arena, "%s %d %08zu", node->name, (int)edge.kind,
		                 edge.position),
		    arena_printf(side->arena, "%s -> %s (%s)", node->name, edge.to->name, label));
	}
}

static void add_package(struct side *side, const struct package_need *need)
{
	const char *kind = need->kind == PACKAGE_APT ? "apt" : "pkg_config";
	package_words words = { 0 };
	struct text text;

	text_init(&text, side->arena);
	text_puts(&text, kind);
	package_need_words(need, side->arena, &words);
	for (size_t i = 0; i < words.n; i++)
		text_printf(&text, "%s %s", i ? "," : "", words.items[i]);
	add(side, DIFFERENCE_PACKAGES, arena_printf(side->arena, "%s %s", kind, need->name),
	    text_string(&text));
}

static void collect(struct side *side)
{
	const struct image *image = side->c->image;

	for (size_t i = 0; i < image->keys.n; i++)
		add_key(side, image->keys.items[i]);
	for (size_t i = 0; i < image->jobs.n; i++)
		add(side, DIFFERENCE_JOBS, image->jobs.items[i]->name, image->jobs.items[i]->name);
	for (size_t i = 0; i < image->nodes.n; i++) {
		add_device(side, image->nodes.items[i]);
		add_arrows(side, image->nodes.items[i]);
	}
	for (size_t i = 0; i < image->sources.n; i++) {
		const char *file = json_file(&side->files, image->sources.items[i]->real);

		add(side, DIFFERENCE_SOURCES, file, file);
	}
	for (size_t i = 0; i < image->packages.n; i++)
		add_package(side, image->packages.items[i]);
}

static int by_name(const void *left, const void *right)
{
	return strcmp(((const struct entry *)left)->name, ((const struct entry *)right)->name);
}

static void side_init(struct side *side, struct arena *arena, struct compilation *c)
{
	const char *path = path_real(&c->arena, c->options.path);

	*side = (struct side){ .arena = arena, .c = c };
	side->files = (struct json){
		.c = c,
		.config = path ? path_dir(&c->arena, path) : NULL,
		.root = c->options.root ? path_real(&c->arena, c->options.root) : NULL,
	};
	view_init(&side->view, c);
	collect(side);
	for (int i = 0; i < N_DIFFERENCES; i++)
		if (side->of[i].n)
			qsort(side->of[i].items, side->of[i].n, sizeof *side->of[i].items, by_name);
}

/* ---- both ------------------------------------------------------------------------------------ */

static void merge(struct differences *d, enum difference_of of, const entries *left,
                  const entries *right)
{
	size_t i = 0, k = 0;

	while (i < left->n || k < right->n) {
		const struct entry *a = i < left->n ? &left->items[i] : NULL;
		const struct entry *b = k < right->n ? &right->items[k] : NULL;
		int order = !a ? 1 : !b ? -1 : strcmp(a->name, b->name);

		i += order <= 0;
		k += order >= 0;
		if (order == 0 && !strcmp(a->text, b->text))
			continue;
		*vec_push(d->arena, &d->of[of]) = (struct difference){
			.name = order <= 0 ? a->name : b->name,
			.left = order <= 0 ? a->text : NULL,
			.right = order >= 0 ? b->text : NULL,
		};
	}
}

void differences_find(struct differences *d, struct arena *arena, struct compilation *left,
                      struct compilation *right)
{
	struct side a, b;

	*d = (struct differences){ .arena = arena, .left = left, .right = right };
	d->left_built.bytes = d->right_built.bytes = -1;
	side_init(&a, arena, left);
	side_init(&b, arena, right);
	for (int i = 0; i < N_DIFFERENCES; i++)
		merge(d, (enum difference_of)i, &a.of[i], &b.of[i]);
}

bool differences_none(const struct differences *d)
{
	for (int i = 0; i < N_DIFFERENCES; i++)
		if (d->of[i].n)
			return false;
	return true;
}
