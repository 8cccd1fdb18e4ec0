/*
 * sets.c - what each source can be given.
 *
 * The set of a source for an interface is the union, over all devices that list the source, of what
 * their arguments can be. An interface whose handles operations pass around, or devices make, has
 * one set for the whole image: all of its implementations.
 */
#include "emit/c_names.h"
#include "emit/model.h"

#include <string.h>

static void set_add(struct set *set, const struct implementer *by, const struct occurrence *at)
{
	for (unsigned i = 0; i < set->n; i++)
		if (set->members[i].by == by && !strcmp(set->members[i].at->path, at->path))
			return;
	if (set->n == SET_MAX)
		set->many = true;
	else
		set->members[set->n++] = (struct member){ by, at };
}

/* ---- handles --------------------------------------------------------------------------------- */

/* Declares that an interface's handles, and so those of its ancestors, are passed around. */
static void note_handle(struct emit *e, struct interface *interface)
{
	for (size_t i = 0; i < interface->ancestors.n; i++) {
		struct interface *ancestor = interface->ancestors.items[i];

		if (!map_get(&e->handle_set_of, ancestor))
			map_set(e->arena, &e->handle_set_of, ancestor,
			        arena_new(e->arena, struct set));
	}
}

static void note_tag(struct emit *e, const char *tag)
{
	struct interface *interface = NULL;

	if (tag)
		interface = map_get(&e->c->decls.interface_by_name, tag);
	if (interface)
		note_handle(e, interface);
}

static void note_prototype(struct emit *e, const struct c_proto *proto)
{
	note_tag(e, proto->decl.struct_tag);
	for (const struct c_param *param = proto->params; param; param = param->next)
		note_tag(e, param->decl.struct_tag);
}

static void find_handles(struct emit *e)
{
	for (size_t i = 0; i < e->image->interfaces.n; i++) {
		const struct interface *interface = e->image->interfaces.items[i];

		for (size_t j = 0; j < interface->ops.n; j++)
			note_prototype(e, interface->ops.items[j].proto);
		for (size_t j = 0; j < interface->ups.n; j++)
			note_prototype(e, interface->ups.items[j].proto);
	}
	for (size_t i = 0; i < e->implementers.n; i++)
		if (e->implementers.items[i]->is_handle)
			note_handle(e, e->implementers.items[i]->interface);
	for (size_t i = 0; i < e->implementers.n; i++) {
		const struct implementer *by = e->implementers.items[i];
		const struct occurrences *at = occurrences_of(e, by->interface);

		for (size_t j = 0; j < at->all.n; j++) {
			struct set *set = map_get(&e->handle_set_of, at->all.items[j].interface);

			if (set)
				set_add(set, by, &at->all.items[j]);
		}
	}
}

const struct set *set_of_handles(const struct emit *e, const struct interface *interface)
{
	return map_get(&e->handle_set_of, interface);
}

/* ---- arguments ------------------------------------------------------------------------------- */

struct view *view_find(const struct emit_source *source, const struct interface *interface)
{
	return map_get(&source->view_of, interface);
}

struct view *view_get(struct emit *e, struct emit_source *source, struct interface *interface)
{
	struct view *view = view_find(source, interface);

	if (view)
		return view;
	view = arena_new(e->arena, struct view);
	view->interface = interface;
	map_set(e->arena, &source->view_of, interface, view);
	*vec_push(e->arena, &source->views) = view;
	return view;
}

/* The devices that a node can turn out to be: itself, or those that a choice leads to. */
struct possible {
	struct device *devices[SET_MAX + 1]; /* one more than a set lists */
	unsigned n;
};

static void possible_add(struct possible *possible, struct device *device)
{
	for (unsigned i = 0; i < possible->n; i++)
		if (possible->devices[i] == device)
			return;
	if (possible->n <= SET_MAX)
		possible->devices[possible->n++] = device;
}

/* For every node, what it can be; nodes come before those that take them. */
static struct possible *find_possible(struct emit *e)
{
	struct possible *all = arena_array(e->arena, struct possible, e->c->graph.nodes.n);

	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];

		if (node->kind == NODE_DEVICE)
			possible_add(&all[node->id], node->device);
		for (size_t j = 0; j < node->n_branches; j++) {
			const struct possible *branch = &all[node->branches[j].node->id];

			for (unsigned k = 0; k < branch->n; k++)
				possible_add(&all[node->id], branch->devices[k]);
		}
	}
	return all;
}

/* An argument declared as `interface` can be `device`: so can be all that it converts to. */
static void add_argument(struct emit *e, struct emit_source *source, struct interface *interface,
                         const struct device *device)
{
	const struct implementer *by = &model_device(e, device)->implementer;
	const char *path = interface_path(by->interface, interface);
	const struct occurrences *at = occurrences_of(e, by->interface);
	size_t len = strlen(path);

	for (size_t i = 0; i < at->all.n; i++) {
		const struct occurrence *o = &at->all.items[i];
		bool below =
		    !strncmp(o->path, path, len) && (!len || !o->path[len] || o->path[len] == '.');

		if (below)
			set_add(&view_get(e, source, o->interface)->set, by, o);
	}
}

static void add_node(struct emit *e, struct emit_source *source, const struct node *node,
                     const struct possible *possible)
{
	for (size_t i = 0; i < node->n_args; i++) {
		const struct possible *argument = &possible[node->args[i]->id];

		for (unsigned j = 0; j < argument->n; j++)
			add_argument(e, source, node->device->args.items[i].interface,
			             argument->devices[j]);
	}
}

void sets_build(struct emit *e)
{
	const struct possible *possible = find_possible(e);

	find_handles(e);
	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];

		for (size_t j = 0; node->facts && j < node->facts->sources.n; j++)
			add_node(e, map_get(&e->source_of, node->facts->sources.items[j]), node,
			         possible);
	}
	for (size_t i = 0; i < e->sources.n; i++)
		for (size_t j = 0; j < e->image->interfaces.n; j++)
			if (!e->sources.items[i]->of_target &&
			    set_of_handles(e, e->image->interfaces.items[j]))
				view_get(e, e->sources.items[i], e->image->interfaces.items[j]);
}

const struct set *set_of(const struct emit *e, const struct emit_source *source,
                         const struct interface *interface)
{
	static const struct set open;
	const struct set *handles = set_of_handles(e, interface);
	const struct view *view = source ? view_find(source, interface) : NULL;

	if (!view)
		return &open;
	return handles ? handles : &view->set;
}
