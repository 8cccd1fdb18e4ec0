/* Making types, and looking at them. See type.h. */
#include "lang/type.h"

#include "compilation.h"

#include <string.h>

static struct type *new_type(struct types *types, enum type_kind kind)
{
	struct type *type = arena_new(types->arena, struct type);

	type->kind = kind;
	return type;
}

void types_init(struct types *types, struct compilation *c)
{
	*types = (struct types){ .c = c, .arena = &c->arena };
	types->error = new_type(types, TYPE_ERROR);
	types->unit = new_type(types, TYPE_UNIT);
	types->key = new_type(types, TYPE_KEY);
	types->requirement = new_type(types, TYPE_REQUIREMENT);
	for (unsigned i = 0; i < MCFG_N_TYPES; i++) {
		types->values[i] = new_type(types, TYPE_VALUE);
		types->values[i]->value = (enum mcfg_type)i;
	}
}

struct type *types_var(struct types *types, uint32_t set)
{
	struct type *type = new_type(types, TYPE_VAR);

	type->set = set;
	type->level = types->level;
	return type;
}

struct type *types_literal(struct types *types, uint32_t set)
{
	struct type *type = types_var(types, set);

	type->literal = true;
	return type;
}

struct type *types_of(struct types *types, enum type_kind kind, struct type *a)
{
	struct type *type = new_type(types, kind);

	type->a = a;
	return type;
}

struct type *types_arrow(struct types *types, enum label label, const char *name, struct type *a,
                         struct type *b)
{
	struct type *type = new_type(types, TYPE_ARROW);

	type->label = label;
	type->name = label == LABEL_NONE ? NULL : name;
	type->a = a;
	type->b = b;
	return type;
}

struct type *types_at_arrow(struct types *types, struct type *a, struct type *b)
{
	struct type *type = new_type(types, TYPE_AT_ARROW);

	type->a = a;
	type->b = b;
	return type;
}

struct type *types_interface(struct types *types, struct interface *interface)
{
	struct type *type;

	if (!interface)
		return types->error;
	type = map_get(&types->interfaces, interface);
	if (!type) {
		type = new_type(types, TYPE_INTERFACE);
		type->interface = interface;
		map_set(types->arena, &types->interfaces, interface, type);
	}
	return type;
}

struct type *types_impl(struct types *types, struct interface *interface)
{
	struct type *type;

	if (!interface)
		return types->error;
	type = map_get(&types->impls, interface);
	if (!type) {
		type = types_of(types, TYPE_IMPL, types_interface(types, interface));
		map_set(types->arena, &types->impls, interface, type);
	}
	return type;
}

struct type *types_row(struct types *types)
{
	struct type *type = new_type(types, TYPE_VARIANT);

	type->level = types->level;
	type->row = arena_new(types->arena, struct variants);
	return type;
}

struct type *type_of_value_type(struct types *types, const struct value_type *value)
{
	struct type *type;

	if (value->type == MCFG_ENUM) {
		type = types_row(types);
		for (size_t i = 0; i < value->n_tags; i++)
			if (!row_find(type->row, value->tags[i]))
				row_insert(types, type->row, value->tags[i], NULL)->present = true;
		type->row->endless = value->any_tag;
		type->row->closed = !value->any_tag;
	} else {
		type = types->values[value->type];
	}
	if (value->shape == SHAPE_ONE)
		return type;
	return types_of(types, value->shape == SHAPE_LIST ? TYPE_LIST : TYPE_OPTION, type);
}

/* ---- looking ------------------------------------------------------------------------------- */

/* The last variable of a chain: what it is linked to is no variable. Shortens the chain on the way.
 */
static struct type *root(struct type *type)
{
	struct type *last = type;

	while (last->link && last->link->kind == TYPE_VAR)
		last = last->link;
	while (type != last && type->link != last) {
		struct type *next = type->link;

		type->link = last;
		type = next;
	}
	return last;
}

struct type *type_resolve(struct type *type)
{
	struct type *end;

	if (type->kind == TYPE_VAR) {
		type = root(type);
		if (!type->link)
			return type;
		type = type->link;
	}
	for (end = type; end->link;)
		end = end->link;
	while (type != end) {
		struct type *next = type->link;

		type->link = end;
		type = next;
	}
	return end;
}

const struct use *type_use(const struct type *type)
{
	if (type->kind != TYPE_VAR)
		return NULL;
	while (type->link && type->link->kind == TYPE_VAR)
		type = type->link;
	return type->use;
}

bool type_is_impl(struct type *type, enum type_kind of)
{
	type = type_resolve(type);
	return type->kind == TYPE_IMPL && type_resolve(type->a)->kind == of;
}

/* The place of a name among the row's, or where it belongs. */
static size_t place_of(const struct variants *row, const char *name, bool *found)
{
	size_t low = 0, high = row->n;

	*found = false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order =
		    row->tags[middle].name == name ? 0 : strcmp(row->tags[middle].name, name);

		if (!order) {
			*found = true;
			return middle;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct tag_type *row_find(const struct variants *row, const char *name)
{
	bool found;
	size_t at = place_of(row, name, &found);

	return found ? &row->tags[at] : NULL;
}

struct tag_type *row_insert(struct types *types, struct variants *row, const char *name,
                            struct type *payload)
{
	bool found;
	size_t at = place_of(row, name, &found);
	struct {
		struct tag_type *items;
		size_t n, cap;
	} tags = { row->tags, row->n, row->cap };

	(void)vec_push(types->arena, &tags);
	memmove(&tags.items[at + 1], &tags.items[at], (row->n - at) * sizeof *tags.items);
	tags.items[at] = (struct tag_type){ .name = name, .payload = payload };
	row->tags = tags.items;
	row->n = tags.n;
	row->cap = tags.cap;
	return &row->tags[at];
}
