#include "graph/graph.h"

#include <string.h>

void graph_init(struct graph *graph, struct arena *arena)
{
	*graph = (struct graph){ .arena = arena };
}

/* The keys that a node's fields name: a part of its identity, unlike the rest of its facts. */
static size_t n_keys(const struct node *node)
{
	return node->facts ? node->facts->keys.n : 0;
}

static uint32_t node_hash(const struct node *node)
{
	uint32_t hash = hash_mix(node->kind, (uintptr_t)node->device);

	hash = hash_mix(hash, (uintptr_t)node->distinct);
	for (size_t i = 0; node->kind == NODE_DEVICE && i < node->device->params.n; i++)
		hash = hash_mix(hash, value_hash(node->params[i]));
	for (size_t i = 0; i < node->n_args; i++)
		hash = hash_mix(hash, node->args[i]->id);
	for (size_t i = 0; i < node->n_requires; i++)
		hash = hash_mix(hash, node->requires[i] -> id);
	for (size_t i = 0; i < n_keys(node); i++)
		hash = hash_mix(hash, (uintptr_t)node->facts->keys.items[i]);
	for (size_t i = 0; i < node->n_branches; i++)
		hash = hash_mix(hash, node->branches[i].node->id);
	return hash;
}

static bool devices_equal(const struct node *a, const struct node *b)
{
	if (a->device != b->device || a->n_args != b->n_args || a->n_requires != b->n_requires ||
	    n_keys(a) != n_keys(b))
		return false;
	for (size_t i = 0; i < a->device->params.n; i++)
		if (!value_equal(a->params[i], b->params[i]))
			return false;
	for (size_t i = 0; i < a->n_args; i++)
		if (a->args[i] != b->args[i])
			return false;
	for (size_t i = 0; i < a->n_requires; i++)
		if (a->requires[i] != b->requires[i])
			return false;
	for (size_t i = 0; i < n_keys(a); i++)
		if (a->facts->keys.items[i] != b->facts->keys.items[i])
			return false;
	return true;
}

static bool choices_equal(const struct node *a, const struct node *b)
{
	if (a->n_branches != b->n_branches)
		return false;
	for (size_t i = 0; i < a->n_branches; i++)
		if (a->branches[i].node != b->branches[i].node ||
		    a->branches[i].test != b->branches[i].test)
			return false;
	return true;
}

static bool nodes_equal(const struct node *a, const struct node *b)
{
	if (a->kind != b->kind || a->distinct != b->distinct)
		return false;
	switch (a->kind) {
	case NODE_DEVICE: return devices_equal(a, b);
	case NODE_CHOICE: return choices_equal(a, b);
	case NODE_REFUSED: return !strcmp(a->why, b->why);
	}
	return false;
}

static void grow(struct graph *graph)
{
	graph->cap = graph->cap ? graph->cap * 2 : 64;
	graph->slots = arena_array(graph->arena, struct node *, graph->cap);
	for (size_t i = 0; i < graph->nodes.n; i++) {
		size_t at = graph->nodes.items[i]->hash;

		while (graph->slots[at & (graph->cap - 1)])
			at++;
		graph->slots[at & (graph->cap - 1)] = graph->nodes.items[i];
	}
}

struct node *graph_node(struct graph *graph, const struct node *draft)
{
	uint32_t hash = node_hash(draft);
	struct node *node;
	size_t at;

	if (graph->nodes.n * 2 >= graph->cap)
		grow(graph);
	for (at = hash; (node = graph->slots[at & (graph->cap - 1)]); at++)
		if (node->hash == hash && nodes_equal(node, draft))
			return node;
	node = arena_new(graph->arena, struct node);
	*node = *draft;
	node->id = (uint32_t)graph->nodes.n;
	node->hash = hash;
	*vec_push(graph->arena, &graph->nodes) = node;
	graph->slots[at & (graph->cap - 1)] = node;
	return node;
}
