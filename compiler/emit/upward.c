/* upward.c - who takes whom, and how each source's upward calls go. */
#include "emit/model.h"

#include <string.h>

static void add_consumer(struct emit *e, const struct node *provider, struct consumer consumer)
{
	if (provider->kind == NODE_CHOICE) {
		consumer.by_choice = true;
		for (size_t i = 0; i < provider->n_branches; i++)
			add_consumer(e, provider->branches[i].node, consumer);
	} else if (provider->kind == NODE_DEVICE) {
		*vec_push(e->arena, &e->consumers[provider->id].all) = consumer;
	}
}

static bool any_ups(const struct interface *interface)
{
	for (size_t i = 0; i < interface->ancestors.n; i++)
		if (interface->ancestors.items[i]->ups.n)
			return true;
	return false;
}

static void find_consumers(struct emit *e)
{
	e->consumers = arena_array(e->arena, struct consumers, e->c->graph.nodes.n);
	for (size_t i = 0; i < e->image->nodes.n; i++) {
		struct node *node = e->image->nodes.items[i];

		for (size_t j = 0; j < node->n_args; j++)
			if (any_ups(node->device->args.items[j].interface))
				add_consumer(e, node->args[j],
				             (struct consumer){ node, (unsigned)j,
				                                e->conditional[node->id] });
	}
}

struct consumers *consumers_of(struct emit *e, const struct node *node,
                               const struct interface *interface)
{
	const struct consumers *all = &e->consumers[node->id];
	struct consumers *found = arena_new(e->arena, struct consumers);

	for (size_t i = 0; i < all->all.n; i++) {
		const struct consumer *consumer = &all->all.items[i];
		const struct device *device = consumer->node->device;

		if (interface_path(device->args.items[consumer->port].interface, interface))
			*vec_push(e->arena, &found->all) = *consumer;
	}
	return found;
}

/* Do two instances call the same functions with the same ports? */
static bool same_shape(const struct consumers *a, const struct consumers *b)
{
	if (a->all.n != b->all.n)
		return false;
	for (size_t i = 0; i < a->all.n; i++)
		if (a->all.items[i].node->device != b->all.items[i].node->device ||
		    a->all.items[i].port != b->all.items[i].port)
			return false;
	return true;
}

static void add_takers(struct emit *e, struct up_shape *up, const struct consumers *consumers)
{
	for (size_t i = 0; i < consumers->all.n && up->takers.n <= SET_MAX; i++) {
		struct device *device = consumers->all.items[i].node->device;
		bool known = false;

		for (size_t j = 0; j < up->takers.n; j++)
			known |= up->takers.items[j] == device;
		if (!known)
			*vec_push(e->arena, &up->takers) = device;
		up->same &= !consumers->all.items[i].by_choice;
	}
}

/* One more instance that a source implements. */
static void add_provider(struct emit *e, struct up_shape *up, const struct consumers *consumers)
{
	if (!up->provides)
		*up = (struct up_shape){ .provides = true, .same = true, .first = consumers };
	up->same &= same_shape(up->first, consumers);
	add_takers(e, up, consumers);
}

void upward_build(struct emit *e)
{
	find_consumers(e);
	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];

		if (node->kind != NODE_DEVICE || !any_ups(node->device->interface))
			continue;
		for (size_t j = 0; j < node->device->interface->ancestors.n; j++) {
			struct interface *at = node->device->interface->ancestors.items[j];
			const struct consumers *consumers = NULL;

			if (at->ups.n)
				consumers = consumers_of(e, node, at);
			for (size_t k = 0; consumers && k < node->facts->sources.n; k++) {
				struct emit_source *source =
				    map_get(&e->source_of, node->facts->sources.items[k]);

				add_provider(e, &view_get(e, source, at)->up, consumers);
			}
		}
	}
}
