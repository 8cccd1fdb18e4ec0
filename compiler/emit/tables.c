/*
 * tables.c - which operations are called through tables: the entries of the others are null, so
 * that the linker can drop what nobody calls.
 */
#include "emit/c_names.h"
#include "emit/model.h"

bool table_has(const struct emit *e, const struct operation *operation)
{
	return e->all_open || map_get(&e->in_table, operation);
}

/* Does a source call the interface's operations through the table? */
static bool through_table(const struct emit *e, const struct emit_source *source,
                          const struct interface *interface)
{
	const struct set *set = set_of(e, source, interface);

	return !set->n || set->many;
}

static bool ups_through_table(const struct emit_source *source, const struct interface *interface)
{
	const struct view *view = view_find(source, interface);

	return !view || !view->up.provides || (!view->up.same && view->up.takers.n > SET_MAX);
}

static void note(struct emit *e, struct operation *operation)
{
	map_set(e->arena, &e->in_table, operation, operation);
}

/* An operation, by the name under which it is called. */
struct called {
	struct operation *operation;
	bool up;
};

static void add_name(struct emit *e, struct map *by_name, struct operation *operation, bool up)
{
	struct called *called = arena_new(e->arena, struct called);

	*called = (struct called){ operation, up };
	map_set(
	    e->arena, by_name,
	    intern(&e->c->names, up ? c_up_call(e->arena, operation) : c_call(e->arena, operation)),
	    called);
}

static void name_all(struct emit *e, struct map *by_name)
{
	for (size_t i = 0; i < e->image->interfaces.n; i++) {
		struct interface *interface = e->image->interfaces.items[i];

		for (size_t j = 0; j < interface->ops.n; j++)
			add_name(e, by_name, &interface->ops.items[j], false);
		for (size_t j = 0; j < interface->ups.n; j++)
			add_name(e, by_name, &interface->ups.items[j], true);
	}
}

static void note_call(struct emit *e, const struct emit_source *source, struct called *called)
{
	const struct interface *interface = called->operation->interface;

	if (called->up ? ups_through_table(source, interface) : through_table(e, source, interface))
		note(e, called->operation);
}

/* A source that pastes tokens may call anything. */
static void note_all(struct emit *e, const struct emit_source *source)
{
	for (size_t i = 0; i < e->image->interfaces.n; i++) {
		struct interface *interface = e->image->interfaces.items[i];

		for (size_t j = 0; through_table(e, source, interface) && j < interface->ops.n; j++)
			note(e, &interface->ops.items[j]);
		for (size_t j = 0; ups_through_table(source, interface) && j < interface->ups.n;
		     j++)
			note(e, &interface->ups.items[j]);
	}
}

void tables_build(struct emit *e)
{
	struct map by_name = { 0 };

	name_all(e, &by_name);
	for (size_t i = 0; i < e->sources.n; i++) {
		const struct emit_source *source = e->sources.items[i];

		for (size_t j = 0; j < source->text.items.n; j++) {
			const struct csource *text = source->text.items.items[j];

			if (text->pastes)
				note_all(e, source);
			for (size_t k = 0; k < text->words.n; k++) {
				struct called *called = map_get(&by_name, text->words.items[k]);

				if (called)
					note_call(e, source, called);
			}
		}
	}
}
