/* See provenance.h. */
#include "emit/provenance.h"

#include "graph/resolve.h"

#include <string.h>

/* ---- decisions ------------------------------------------------------------------------------- */

/* 1 true, 0 false, -1 when an open key decides. */
static int known_truth(const struct provenance *p, const struct value *test)
{
	const struct value *value = test;

	if (!test)
		return 1;
	if (test->kind == VALUE_OPEN)
		value = p->known[test->open.id];
	return value ? value->kind == VALUE_SCALAR && value->scalar.as.boolean : -1;
}

/* The branches from *i on that are not ruled out: gives the next, or n_branches. */
static size_t next_possible(const struct provenance *p, const struct node *choice, size_t i)
{
	while (i < choice->n_branches && known_truth(p, choice->branches[i].test) == 0)
		i++;
	return i;
}

bool provenance_decides(const struct provenance *p, const struct node *choice, size_t *branch)
{
	size_t i = next_possible(p, choice, 0);

	if (choice->kind != NODE_CHOICE || i == choice->n_branches ||
	    known_truth(p, choice->branches[i].test) != 1)
		return false;
	*branch = i;
	return true;
}

static const struct node *settled(const struct provenance *p, const struct node *node)
{
	size_t branch;

	while (provenance_decides(p, node, &branch))
		node = node->branches[branch].node;
	return node;
}

/* ---- the two graphs side by side ------------------------------------------------------------- */

struct pair {
	const struct node *image, *all;
};

struct pairing {
	struct provenance *p;
	VEC(struct pair) todo;
};

static void push(struct pairing *pairing, const struct node *image, const struct node *all)
{
	*vec_push(&pairing->p->c->arena, &pairing->todo) = (struct pair){ image, all };
}

static bool agree(const struct node *a, const struct node *b)
{
	if (a->kind != b->kind)
		return false;
	return a->kind != NODE_DEVICE || (!strcmp(a->device->name, b->device->name) &&
	                                  a->n_args == b->n_args && a->n_requires == b->n_requires);
}

/* The branches that are left of a choice are the image's, in the same order. */
static void pair_branches(struct pairing *pairing, const struct node *image, const struct node *all)
{
	size_t at = next_possible(pairing->p, all, 0);

	for (size_t i = 0; i < image->n_branches && at < all->n_branches; i++) {
		push(pairing, image->branches[i].node, all->branches[at].node);
		if (known_truth(pairing->p, all->branches[at].test) == 1)
			return;
		at = next_possible(pairing->p, all, at + 1);
	}
}

static void pair(struct pairing *pairing, const struct node *image, const struct node *all)
{
	struct provenance *p = pairing->p;

	all = settled(p, all);
	if (!agree(image, all))
		return;
	if (!p->in_image[all->id])
		p->in_image[all->id] = image;
	if (p->in_all[image->id])
		return;
	p->in_all[image->id] = all;
	for (size_t i = 0; i < image->n_args; i++)
		push(pairing, image->args[i], all->args[i]);
	for (size_t i = 0; i < image->n_requires; i++)
		push(pairing, image->requires[i], all -> requires[i]);
	pair_branches(pairing, image, all);
}

static void pair_all(struct provenance *p)
{
	struct pairing pairing = { .p = p };
	const struct image *image = p->c->image, *all = p->all->image;

	for (size_t i = 0; i < image->jobs.n && i < all->jobs.n; i++)
		push(&pairing, image->jobs.items[i], all->jobs.items[i]);
	while (pairing.todo.n) {
		struct pair next = pairing.todo.items[--pairing.todo.n];

		pair(&pairing, next.image, next.all);
	}
}

/* ---- the target ------------------------------------------------------------------------------ */

static void tell(struct compilation *all, const char *option, const char *name)
{
	struct key *key = map_get(&all->graph.key_by_option, intern(&all->names, option));

	if (!key || key->known)
		return;
	key->value = arena_new(&all->arena, struct value);
	key->value->kind = VALUE_TAG;
	key->value->tag.name = intern(&all->names, name);
	key->known = true;
	key->from = "the target";
}

void provenance_init(struct provenance *p, struct compilation *c, struct compilation *all)
{
	*p = (struct provenance){ .c = c, .all = all };
	view_init(&p->view, c);
	p->in_all = arena_array(&c->arena, const struct node *, c->graph.nodes.n + 1);
	if (!all)
		return;
	if (c->image->target) {
		tell(all, "target", c->image->target->decl->name);
		tell(all, "arch", c->image->arch->name);
	}
	view_init(&p->all_view, all);
	p->in_image = arena_array(&c->arena, const struct node *, all->graph.nodes.n + 1);
	p->known = resolve_known(all);
	pair_all(p);
}

size_t *provenance_leads(const struct view *view, const struct node *to)
{
	const struct graph *graph = &view->c->graph;
	size_t *leads = arena_array(&view->c->arena, size_t, graph->nodes.n + 1);

	/* Whatever takes a node stands behind it. */
	for (size_t id = to->id + 1; id < graph->nodes.n; id++) {
		const struct node *node = graph->nodes.items[id];

		for (size_t i = 0; node->reached && i < view_n_edges(node) && !leads[id]; i++) {
			struct view_edge edge = view_edge(view, node, i);

			if (edge.to->reached && (edge.to == to || leads[edge.to->id]))
				leads[id] = i + 1;
		}
	}
	return leads;
}
