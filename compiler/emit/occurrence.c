/* occurrence.c - an interface and its ancestors, at each place in its struct. */
#include "emit/model.h"

#include <string.h>

/* "c.a" -> "c", "c.b.a" -> "c_b": the path without what it leads to. */
static const char *via_of(struct arena *arena, const char *path)
{
	const char *dot = strrchr(path, '.');
	char *via = arena_strndup(arena, path, dot ? (size_t)(dot - path) : strlen(path));

	for (char *at = via; *at; at++)
		if (*at == '.')
			*at = '_';
	return via;
}

static void add(struct emit *e, struct occurrences *into, struct interface *root,
                struct interface *interface, const char *path)
{
	bool canonical = !strcmp(path, interface_path(root, interface));

	*vec_push(e->arena, &into->all) = (struct occurrence){
		.interface = interface,
		.path = path,
		.via = canonical ? NULL : via_of(e->arena, path),
	};
}

const struct occurrences *occurrences_of(struct emit *e, struct interface *interface)
{
	struct occurrences *found = map_get(&e->occurrences_of, interface);

	if (found)
		return found;
	found = arena_new(e->arena, struct occurrences);
	add(e, found, interface, interface, "");
	for (size_t i = 0; i < interface->parents.n; i++) {
		struct interface *parent = interface->parents.items[i];
		const struct occurrences *above = occurrences_of(e, parent);

		for (size_t j = 0; j < above->all.n; j++) {
			const struct occurrence *at = &above->all.items[j];

			add(e, found, interface, at->interface,
			    *at->path ? arena_printf(e->arena, "%s.%s", parent->name, at->path)
			              : parent->name);
		}
	}
	map_set(e->arena, &e->occurrences_of, interface, found);
	return found;
}

const struct occurrence *occurrence_canonical(struct emit *e, struct interface *interface,
                                              const struct interface *ancestor)
{
	const struct occurrences *all = occurrences_of(e, interface);

	for (size_t i = 0; i < all->all.n; i++)
		if (all->all.items[i].interface == ancestor && !all->all.items[i].via)
			return &all->all.items[i];
	return NULL;
}
