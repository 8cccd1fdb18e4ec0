/* What interfaces include: parents, and all their ancestors; see declare_private.h. */
#include "lang/declare_private.h"

const char *interface_path(const struct interface *interface, const struct interface *parent)
{
	for (size_t i = 0; i < interface->ancestors.n; i++)
		if (interface->ancestors.items[i] == parent)
			return interface->paths.items[i];
	return NULL;
}

static void resolve_parents(struct compilation *c, struct interface *interface)
{
	struct map seen = { 0 };

	for (const struct ident_list *link = interface->parent_names; link; link = link->next) {
		struct interface *parent = declare_interface_named(c, link->ident);
		const struct ident_list *first = parent ? map_get(&seen, parent) : NULL;

		if (!parent)
			continue;
		if (first) {
			declare_again(c, link->ident, "a parent", first->ident.span);
			continue;
		}
		map_set(&c->arena, &seen, parent, (void *)link);
		*vec_push(&c->arena, &interface->parents) = parent;
	}
}

/* Interfaces on the way from the one being walked, from the innermost. */
struct walk {
	const struct walk *from;
	struct interface *interface;
	size_t n; /* of them, with this one */
};

static struct ident parent_ident(const struct interface *interface, const struct interface *parent)
{
	const struct ident_list *link = interface->parent_names;

	while (link && link->ident.name != parent->name)
		link = link->next;
	return link ? link->ident : (struct ident){ parent->name, interface->span };
}

static void report_cycle(struct compilation *c, const struct walk *walk, struct interface *parent)
{
	struct ident ident = parent_ident(walk->interface, parent);
	struct diag *diag = diag_report(&c->diags, CHECK_INTERFACE_CYCLE, ident.span,
	                                "%s includes itself", parent->name);

	for (; walk && walk->interface != parent; walk = walk->from)
		if (walk->from)
			diag_note(&c->diags, diag,
			          parent_ident(walk->from->interface, walk->interface).span,
			          "%s includes %s here", walk->from->interface->name,
			          walk->interface->name);
}

enum colour {
	WHITE,
	GREY, /* on the way */
	BLACK
};

/* More than anybody declares. Each level costs a member path in every interface above it. */
enum { MAX_LEVELS = 64 };

struct cutting {
	struct compilation *c;
	enum colour *colours;
	bool too_many; /* MAX_LEVELS was reported */
};

static void cut_levels(struct cutting *cut, struct interface *interface)
{
	if (!cut->too_many)
		diag_report(&cut->c->diags, CHECK_DEPTH, interface->span,
		            "interfaces include each other more than %d levels deep", MAX_LEVELS);
	cut->too_many = true;
	interface->parents.n = 0;
	interface->levels = 1;
}

/* Takes out each parent that leads back to where the walk came from, so that none is left. */
static void cut_cycles(struct cutting *cut, struct interface *interface, const struct walk *from)
{
	struct walk walk = { from, interface, from ? from->n + 1 : 1 };
	size_t kept = 0;

	cut->colours[interface->index] = GREY;
	interface->levels = 1;
	for (size_t i = 0; i < interface->parents.n && walk.n <= MAX_LEVELS; i++) {
		struct interface *parent = interface->parents.items[i];

		if (cut->colours[parent->index] == GREY) {
			report_cycle(cut->c, &walk, parent);
			continue;
		}
		if (cut->colours[parent->index] == WHITE)
			cut_cycles(cut, parent, &walk);
		if (interface->levels <= parent->levels)
			interface->levels = parent->levels + 1;
		interface->parents.items[kept++] = parent;
	}
	interface->parents.n = kept;
	if (interface->levels > MAX_LEVELS || walk.n > MAX_LEVELS)
		cut_levels(cut, interface);
	cut->colours[interface->index] = BLACK;
}

static bool knows(const struct interface *interface, const struct interface *ancestor)
{
	return interface_path(interface, ancestor) != NULL;
}

/* Itself, then each parent's ancestors that are not there yet. The parents' are known. */
static void find_ancestors(struct arena *arena, struct interface *interface)
{
	*vec_push(arena, &interface->ancestors) = interface;
	*vec_push(arena, &interface->paths) = "";
	for (size_t i = 0; i < interface->parents.n; i++) {
		const struct interface *parent = interface->parents.items[i];

		for (size_t j = 0; j < parent->ancestors.n; j++) {
			const char *path = parent->paths.items[j];

			if (knows(interface, parent->ancestors.items[j]))
				continue;
			*vec_push(arena, &interface->ancestors) = parent->ancestors.items[j];
			*vec_push(arena, &interface->paths) =
			    arena_printf(arena, "%s%s%s", parent->name, *path ? "." : "", path);
		}
	}
}

/* Does one parent have both already? Then its own message is enough. */
static bool is_inherited(const struct interface *interface, const struct interface *a,
                         const struct interface *b)
{
	for (size_t i = 0; i < interface->parents.n; i++)
		if (knows(interface->parents.items[i], a) && knows(interface->parents.items[i], b))
			return true;
	return false;
}

static void report_inherited(struct compilation *c, const struct interface *interface,
                             const struct operation *operation, const struct operation *other)
{
	struct ident name = operation->proto->decl.name;
	struct diag *diag;

	if (operation->interface == interface) {
		diag = diag_report(&c->diags, CHECK_DUPLICATE, name.span,
		                   "%s has the operation %s from %s already", interface->name,
		                   name.name, other->interface->name);
	} else {
		diag = diag_report(&c->diags, CHECK_DUPLICATE, interface->span,
		                   "%s has the operation %s from both %s and %s", interface->name,
		                   name.name, operation->interface->name, other->interface->name);
		diag_note(&c->diags, diag, name.span, "%s declares it here",
		          operation->interface->name);
	}
	diag_note(&c->diags, diag, other->proto->decl.name.span, "%s declares it here",
	          other->interface->name);
}

/* One name from two interfaces: a device could not define both. */
static void check_inherited(struct compilation *c, const struct interface *interface)
{
	struct map seen = { 0 };

	for (size_t i = interface->ancestors.n; i-- > 0;) {
		const struct interface *ancestor = interface->ancestors.items[i];

		for (size_t k = 0; k < ancestor->ops.n; k++) {
			const struct operation *operation = &ancestor->ops.items[k];
			const struct operation *other = map_get(&seen, operation->name);

			map_set(&c->arena, &seen, operation->name, (void *)operation);
			if (other && !is_inherited(interface, ancestor, other->interface))
				report_inherited(c, interface, operation, other);
		}
	}
}

/* Finds the ancestors of all, parents first. */
static void find_all_ancestors(struct compilation *c, struct interface *interface)
{
	if (interface->ancestors.n)
		return;
	for (size_t i = 0; i < interface->parents.n; i++)
		find_all_ancestors(c, interface->parents.items[i]);
	find_ancestors(&c->arena, interface);
}

void declare_parents(struct compilation *c)
{
	size_t n = c->decls.interfaces.n;
	struct cutting cut = { c, arena_array(&c->arena, enum colour, n), false };

	for (size_t i = 0; i < n; i++)
		resolve_parents(c, c->decls.interfaces.items[i]);
	for (size_t i = 0; i < n; i++)
		if (cut.colours[i] == WHITE)
			cut_cycles(&cut, c->decls.interfaces.items[i], NULL);
	for (size_t i = 0; i < n; i++)
		find_all_ancestors(c, c->decls.interfaces.items[i]);
	for (size_t i = 0; i < n; i++)
		check_inherited(c, c->decls.interfaces.items[i]);
}
