/* See view.h: what belongs to whom, what is taken, and what is called how. */
#include "emit/view.h"

#include "graph/resolve.h"

#include <string.h>

/* ---- open values ----------------------------------------------------------------------------- */

static bool of_part(const bool *flags, const struct value *part)
{
	return part && part->kind == VALUE_OPEN && flags[part->open.id];
}

static bool is_given(const struct key *key)
{
	return key->known && key->from && strcmp(key->from, "default") != 0;
}

/* Operands stand before what is made of them. */
static void mark_opens(struct view *view)
{
	const struct graph *graph = &view->c->graph;

	view->open = arena_array(&view->c->arena, bool, graph->opens.n + 1);
	view->given = arena_array(&view->c->arena, bool, graph->opens.n + 1);
	for (size_t i = 0; i < graph->opens.n; i++) {
		const struct value *open = graph->opens.items[i];
		const struct key *key = open->open.key;

		view->open[i] = (key && !key->known) || of_part(view->open, open->open.a) ||
		                of_part(view->open, open->open.b) ||
		                of_part(view->open, open->open.c);
		view->given[i] = (key && is_given(key)) || of_part(view->given, open->open.a) ||
		                 of_part(view->given, open->open.b) ||
		                 of_part(view->given, open->open.c);
	}
}

/* ---- choices --------------------------------------------------------------------------------- */

static bool is_true(const struct value *value)
{
	return value->kind == VALUE_SCALAR && value->scalar.as.boolean;
}

static size_t taken_branch(const struct view *view, const struct node *choice)
{
	for (size_t i = 0; i < choice->n_branches; i++) {
		const struct value *test = choice->branches[i].test;

		if (!test)
			return i;
		test = resolve_default(view->c, test);
		if (!test)
			return choice->n_branches;
		if (is_true(test))
			return i;
	}
	return choice->n_branches;
}

static bool any_test(const bool *flags, const struct node *choice)
{
	for (size_t i = 0; i < choice->n_branches; i++)
		if (of_part(flags, choice->branches[i].test))
			return true;
	return false;
}

/* ---- jobs ------------------------------------------------------------------------------------ */

struct owning {
	struct view *view;
	bool *met;    /* by node id: something that takes it was seen */
	bool *is_job; /* by node id */
};

/* A job belongs to itself, whoever takes it. */
static void own(struct owning *owning, const struct node *node, const struct node *owner)
{
	const struct node **mine = &owning->view->owners[node->id];

	if (owning->is_job[node->id])
		return;
	if (!owning->met[node->id])
		*mine = owner;
	else if (*mine != owner)
		*mine = NULL;
	owning->met[node->id] = true;
}

static void find_owners(struct view *view, struct owning *owning)
{
	const struct image *image = view->image;

	for (size_t i = 0; i < image->jobs.n; i++) {
		const struct node *job = image->jobs.items[i];

		owning->is_job[job->id] = true;
		view->owners[job->id] = job;
	}
	/* Whatever takes a node stands behind it. */
	for (size_t i = image->nodes.n; i-- > 0;) {
		const struct node *node = image->nodes.items[i];

		for (size_t k = 0; k < view_n_edges(node); k++)
			own(owning, view_edge(view, node, k).to, view->owners[node->id]);
	}
}

/* ---- signs ----------------------------------------------------------------------------------- */

static enum view_sign sign_of(const struct view *view, const struct node *node, bool is_job)
{
	if (node->kind == NODE_REFUSED || !node->available)
		return SIGN_UNAVAILABLE;
	if (node->kind == NODE_CHOICE)
		return any_test(view->open, node) ? SIGN_CHOICE : SIGN_DECIDED;
	if (is_job)
		return SIGN_JOB;
	return node->device->is_foreign ? SIGN_APPLICATION : SIGN_DEVICE;
}

static void note_signs(struct view *view, const struct node *node)
{
	view->occurs[view->signs[node->id]] = true;
	view->occurs[SIGN_SHARED] |= !view->owners[node->id];
	for (size_t i = 0; i < view_n_edges(node); i++) {
		struct view_edge edge = view_edge(view, node, i);

		if (!edge.to->reached)
			continue;
		view->occurs[SIGN_REQUIRES] |= edge.kind == EDGE_REQUIRES;
		if (edge.taken)
			view->occurs[edge.taken_sign] = true;
	}
}

const char *view_sign_text(enum view_sign sign)
{
	static const char *const texts[N_SIGNS] = {
		[SIGN_JOB] = "job",
		[SIGN_APPLICATION] = "application that a device takes",
		[SIGN_DEVICE] = "device",
		[SIGN_CHOICE] = "choice, made when the image starts",
		[SIGN_DECIDED] = "choice, decided by fixed keys",
		[SIGN_UNAVAILABLE] = "not on this target, or refused",
		[SIGN_REQUIRES] = "must be up first",
		[SIGN_DEFAULT] = "branch that defaults take",
		[SIGN_GIVEN] = "branch that a given key takes",
		[SIGN_OPEN_KEY] = "open: an option of the image, and its default",
		[SIGN_FIXED_KEY] = "fixed: a constant of the image",
		[SIGN_SHARED] = "outside the frames: shared by jobs",
	};

	return texts[sign];
}

/* ---- arrows ---------------------------------------------------------------------------------- */

size_t view_n_edges(const struct node *node)
{
	return node->n_args + node->n_requires + node->n_branches;
}

static struct view_edge argument_edge(const struct view *view, const struct node *node, size_t i)
{
	const bool *numbered = map_get(&view->numbered, node->device);

	return (struct view_edge){
		.to = node->args[i],
		.kind = EDGE_ARGUMENT,
		.name = node->device->args.items[i].interface->name,
		.position = i,
		.numbered = numbered && numbered[i],
	};
}

static struct view_edge branch_edge(const struct view *view, const struct node *node, size_t i)
{
	return (struct view_edge){
		.to = node->branches[i].node,
		.kind = EDGE_BRANCH,
		.name = node->branches[i].label,
		.position = i,
		.taken = view->taken[node->id] == i,
		.taken_sign = any_test(view->given, node) ? SIGN_GIVEN : SIGN_DEFAULT,
	};
}

struct view_edge view_edge(const struct view *view, const struct node *node, size_t i)
{
	if (i < node->n_args)
		return argument_edge(view, node, i);
	i -= node->n_args;
	if (i < node->n_requires)
		return (struct view_edge){ node->requires[i], .kind = EDGE_REQUIRES,
			                   .name = "requires", .position = i };
	return branch_edge(view, node, i - node->n_requires);
}

const char *view_edge_label(const struct view *view, const struct view_edge *edge)
{
	struct arena *arena = &view->c->arena;

	if (edge->numbered)
		return arena_printf(arena, "%s #%zu", edge->name, edge->position + 1);
	if (edge->taken)
		return arena_printf(arena, "%s (%s)", edge->name,
		                    edge->taken_sign == SIGN_GIVEN ? "given" : "default");
	return edge->name;
}

/* Which arguments share their interface with another one. */
static void number(struct view *view, const struct device *device)
{
	struct arena *arena = &view->c->arena;
	struct map first = { 0 };
	bool *numbered;

	if (device->args.n < 2 || map_get(&view->numbered, device))
		return;
	numbered = arena_array(arena, bool, device->args.n);
	for (size_t i = 0; i < device->args.n; i++) {
		const struct interface *interface = device->args.items[i].interface;
		bool *before = map_get(&first, interface);

		if (before)
			*before = numbered[i] = true;
		else
			map_set(arena, &first, interface, &numbered[i]);
	}
	map_set(arena, &view->numbered, device, numbered);
}

/* ---- all of it ------------------------------------------------------------------------------- */

void view_init(struct view *view, struct compilation *c)
{
	size_t n = c->graph.nodes.n + 1;
	struct owning owning = { .view = view,
		                 .met = arena_array(&c->arena, bool, n),
		                 .is_job = arena_array(&c->arena, bool, n) };

	*view = (struct view){ .c = c, .image = c->image };
	view->owners = arena_array(&c->arena, const struct node *, n);
	view->taken = arena_array(&c->arena, size_t, n);
	view->signs = arena_array(&c->arena, enum view_sign, n);
	mark_opens(view);
	for (size_t i = 0; i < c->image->devices.n; i++)
		number(view, c->image->devices.items[i]);
	for (size_t i = 0; i < c->image->nodes.n; i++) {
		const struct node *node = c->image->nodes.items[i];

		view->taken[node->id] = taken_branch(view, node);
	}
	find_owners(view, &owning);
	for (size_t i = 0; i < c->image->nodes.n; i++) {
		const struct node *node = c->image->nodes.items[i];

		view->signs[node->id] = sign_of(view, node, owning.is_job[node->id]);
		note_signs(view, node);
	}
	for (size_t i = 0; i < c->image->keys.n; i++)
		view->occurs[c->image->keys.items[i]->known ? SIGN_FIXED_KEY : SIGN_OPEN_KEY] =
		    true;
}
