/* See package.h: all demands for a package as one. */
#include "graph/package.h"

#include "lang/decl.h"

#include <string.h>

static const char *const signs[] = {
	[PACKAGE_EQ] = "=",  [PACKAGE_NE] = "<>", [PACKAGE_LT] = "<",
	[PACKAGE_LE] = "<=", [PACKAGE_GT] = ">",  [PACKAGE_GE] = ">=",
};

/* ---- conflicts ------------------------------------------------------------------------------- */

static const char *who(const struct package_bound *bound)
{
	return bound->origin.device ? bound->origin.device->name : "the target";
}

static void conflict(struct package_merge *merge, const struct package_need *need,
                     const struct package_bound *old, const struct package_bound *new)
{
	struct diag *diag;

	diag = diag_report(
	    merge->diags, CHECK_PACKAGE_CONFLICT, new->origin.span,
	    "no version of the package %s fits both: %s needs %s %s, and %s needs %s %s",
	    need->name, who(new), signs[new->op], new->version, who(old), signs[old->op],
	    old->version);
	if (old->origin.span.begin != new->origin.span.begin ||
	    old->origin.span.source != new->origin.span.source)
		diag_note(merge->diags, diag, old->origin.span, "%s needs %s %s here", who(old),
		          signs[old->op], old->version);
}

/* Is there a version that is at least this and at most that? */
static bool is_empty(const struct package_bound *least, const struct package_bound *most)
{
	int order;

	if (!least->version || !most->version)
		return false;
	order = package_version_compare(least->version, most->version);
	return order > 0 || (!order && (least->op == PACKAGE_GT || most->op == PACKAGE_LT));
}

/* The one version that the bounds leave, or null. */
static const char *the_only_one(const struct package_need *need)
{
	bool is_one = need->least.version && need->most.version &&
	              !package_version_compare(need->least.version, need->most.version);

	return is_one ? need->most.version : NULL;
}

/* ---- bounds ---------------------------------------------------------------------------------- */

/* Is a bound narrower than the one there is? `side` is 1 for a lower one, -1 for an upper one. */
static bool is_narrower(const struct package_bound *new, const struct package_bound *old, int side)
{
	int order;

	if (!old->version)
		return true;
	order = side * package_version_compare(new->version, old->version);
	return order > 0 || (!order && (new->op == PACKAGE_GT || new->op == PACKAGE_LT));
}

static bool add_side(struct package_merge *merge, struct package_need *need,
                     const struct package_bound *bound, int side)
{
	struct package_bound *own = side > 0 ? &need->least : &need->most;
	struct package_bound *other = side > 0 ? &need->most : &need->least;

	if (!is_narrower(bound, own, side))
		return true;
	if (is_empty(side > 0 ? bound : other, side > 0 ? other : bound)) {
		conflict(merge, need, other, bound);
		return false;
	}
	*own = *bound;
	return true;
}

/* Does a version that is refused leave none? */
static void check_never(struct package_merge *merge, const struct package_need *need,
                        const struct package_bound *new)
{
	const char *only = the_only_one(need);

	for (size_t i = 0; only && i < need->never.n; i++) {
		const struct package_bound *never = &need->never.items[i];

		if (package_version_compare(never->version, only))
			continue;
		conflict(merge, need, new->op == PACKAGE_NE ? &need->least : never, new);
		return;
	}
}

static bool has_never(const struct package_need *need, const char *version)
{
	for (size_t i = 0; i < need->never.n; i++)
		if (!package_version_compare(need->never.items[i].version, version))
			return true;
	return false;
}

static void add_bound(struct package_merge *merge, struct package_need *need,
                      const struct package_bound *bound)
{
	switch (bound->op) {
	case PACKAGE_NE:
		if (has_never(need, bound->version))
			return;
		*vec_push(merge->arena, &need->never) = *bound;
		break;
	case PACKAGE_LT:
	case PACKAGE_LE: add_side(merge, need, bound, -1); break;
	case PACKAGE_GT:
	case PACKAGE_GE: add_side(merge, need, bound, 1); break;
	case PACKAGE_EQ:
		if (add_side(merge, need, bound, 1))
			add_side(merge, need, bound, -1);
		break;
	}
	check_never(merge, need, bound);
}

/* ---- needs ----------------------------------------------------------------------------------- */

static struct package_need *need_of(struct package_merge *merge, const struct package *package)
{
	struct map *map = &merge->by_name[package->kind];
	struct package_need *need = map_get(map, package->name);

	if (need)
		return need;
	need = arena_new(merge->arena, struct package_need);
	need->kind = package->kind;
	need->name = package->name;
	need->of_target = true;
	map_set(merge->arena, map, package->name, need);
	*vec_push(merge->arena, merge->needs) = need;
	return need;
}

static void add_origin(struct package_merge *merge, struct package_need *need,
                       struct package_origin origin)
{
	const void *key = origin.device ? (const void *)origin.device : need;

	if (map_get(&need->seen, key))
		return;
	map_set(merge->arena, &need->seen, key, need);
	*vec_push(merge->arena, &need->origins) = origin;
}

void package_merge_add(struct package_merge *merge, const struct package *package,
                       const struct device *device)
{
	struct package_need *need = need_of(merge, package);
	struct package_origin origin = { device, package->span };

	need->of_target = need->of_target && !device;
	add_origin(merge, need, origin);
	for (size_t i = 0; i < package->bounds.n; i++) {
		struct package_bound bound = package->bounds.items[i];

		bound.origin = origin;
		add_bound(merge, need, &bound);
	}
}

/* ---- texts ----------------------------------------------------------------------------------- */

typedef VEC(struct package_bound) bound_list;

/* What is left to say: an equality is one bound, not two. */
static void collect(const struct package_need *need, struct arena *arena, bound_list *bounds)
{
	if (need->least.version && the_only_one(need)) {
		*vec_push(arena, bounds) = need->most;
		bounds->items[0].op = PACKAGE_EQ;
	} else {
		if (need->least.version)
			*vec_push(arena, bounds) = need->least;
		if (need->most.version)
			*vec_push(arena, bounds) = need->most;
	}
	for (size_t i = 0; i < need->never.n; i++)
		*vec_push(arena, bounds) = need->never.items[i];
}

void package_need_words(const struct package_need *need, struct arena *arena, package_words *words)
{
	bound_list bounds = { 0 };

	collect(need, arena, &bounds);
	for (size_t i = 0; i < bounds.n; i++)
		*vec_push(arena, words) = arena_printf(
		    arena, "%s %s %s", need->name,
		    bounds.items[i].op == PACKAGE_NE ? "!=" : signs[bounds.items[i].op],
		    bounds.items[i].version);
	if (!bounds.n)
		*vec_push(arena, words) = need->name;
}

const char *package_need_text(const struct package_need *need, struct arena *arena)
{
	const char *text = need->name;
	bound_list bounds = { 0 };

	collect(need, arena, &bounds);
	for (size_t i = 0; i < bounds.n; i++)
		text = arena_printf(arena, "%s%s %s %s", text, i ? " &" : "",
		                    signs[bounds.items[i].op], bounds.items[i].version);
	return text;
}

const struct package_origin *package_need_origin(const struct package_need *need)
{
	if (need->least.version)
		return &need->least.origin;
	return need->most.version ? &need->most.origin : &need->origins.items[0];
}
