/* The rows and constructors of a matrix of patterns. See exhaust_matrix.h. */
#include "lang/exhaust_matrix.h"

#include <string.h>

/* ---- rows ---------------------------------------------------------------------------------- */

bool pattern_is_wild(const struct pattern *pattern)
{
	return !pattern || pattern->kind == PATTERN_WILD || pattern->kind == PATTERN_NAME;
}

struct pattern **row_replace_first(struct arena *arena, struct pattern **row, size_t width,
                                   struct pattern *const parts[], size_t n)
{
	struct pattern **made = arena_array(arena, struct pattern *, width + n);

	for (size_t i = 0; i < n; i++)
		made[i] = parts[i];
	memcpy(made + n, row + 1, (width - 1) * sizeof *row);
	return made;
}

void row_expand(struct arena *arena, struct rows *out, struct pattern **row, size_t width)
{
	struct pattern *first = row[0];

	if (!first || first->kind != PATTERN_OR) {
		*vec_push(arena, out) = row;
		return;
	}
	row_expand(arena, out, row_replace_first(arena, row, width, &first->a, 1), width);
	row_expand(arena, out, row_replace_first(arena, row, width, &first->b, 1), width);
}

void matrix_expand(struct arena *arena, struct matrix *m)
{
	struct rows rows = { 0 };

	for (size_t i = 0; i < m->rows.n; i++)
		row_expand(arena, &rows, m->rows.items[i], m->width);
	m->rows = rows;
}

bool constructor_makes(const struct pattern *pattern, const struct constructor *constructor)
{
	if (pattern->kind != constructor->kind)
		return false;
	if (pattern->kind == PATTERN_TAG)
		return pattern->name.name == constructor->name;
	return pattern->kind != PATTERN_BOOL || pattern->boolean == constructor->boolean;
}

/* The columns of what is made by the constructor: its parts, then the others. */
static struct matrix columns_of(struct arena *arena, const struct matrix *m,
                                const struct constructor *constructor)
{
	size_t n = constructor->arity;
	struct matrix made = { .width = m->width - 1 + n };

	made.types = arena_array(arena, struct type *, made.width + 1);
	for (size_t i = 0; i < n; i++)
		made.types[i] = constructor->parts[i];
	memcpy(made.types + n, m->types + 1, (m->width - 1) * sizeof *m->types);
	return made;
}

static void add_row(struct arena *arena, struct matrix *made, const struct matrix *m,
                    struct pattern **row, const struct constructor *constructor)
{
	struct pattern *parts[2] = { NULL, NULL };

	if (!pattern_is_wild(row[0])) {
		parts[0] = row[0]->a;
		parts[1] = row[0]->b;
	}
	*vec_push(arena, &made->rows) =
	    row_replace_first(arena, row, m->width, parts, constructor->arity);
}

struct matrix matrix_specialise(struct arena *arena, const struct matrix *m,
                                const struct constructor *constructor)
{
	struct matrix made = columns_of(arena, m, constructor);

	for (size_t i = 0; i < m->rows.n; i++)
		if (pattern_is_wild(m->rows.items[i][0]) ||
		    constructor_makes(m->rows.items[i][0], constructor))
			add_row(arena, &made, m, m->rows.items[i], constructor);
	return made;
}

struct matrix *matrix_split(struct arena *arena, const struct matrix *m,
                            const struct constructors *all)
{
	struct matrix *made = arena_array(arena, struct matrix, all->n);
	struct map by_name = { 0 };

	for (size_t c = 0; c < all->n; c++) {
		made[c] = columns_of(arena, m, &all->items[c]);
		if (all->items[c].name)
			map_set(arena, &by_name, all->items[c].name, &made[c]);
	}
	for (size_t i = 0; i < m->rows.n; i++) {
		struct pattern **row = m->rows.items[i];
		struct matrix *one = !pattern_is_wild(row[0]) && row[0]->kind == PATTERN_TAG
		                         ? map_get(&by_name, row[0]->name.name)
		                         : NULL;

		if (one)
			add_row(arena, one, m, row, &all->items[one - made]);
		for (size_t c = 0; !one && c < all->n; c++)
			if (pattern_is_wild(row[0]) || constructor_makes(row[0], &all->items[c]))
				add_row(arena, &made[c], m, row, &all->items[c]);
	}
	return made;
}

struct matrix matrix_without_first(struct arena *arena, const struct matrix *m)
{
	struct matrix made = { .width = m->width - 1, .types = m->types + 1 };

	for (size_t i = 0; i < m->rows.n; i++)
		if (pattern_is_wild(m->rows.items[i][0]))
			*vec_push(arena, &made.rows) = m->rows.items[i] + 1;
	return made;
}

/* ---- constructors -------------------------------------------------------------------------- */

static void add(struct arena *arena, struct constructors *all, enum pattern_kind kind, size_t arity,
                struct type *a, struct type *b)
{
	*vec_push(arena, all) =
	    (struct constructor){ .kind = kind, .arity = arity, .parts = { a, b } };
}

static struct type *element_of(struct type *type)
{
	type = type_resolve(type);
	return type->kind == TYPE_LIST || type->kind == TYPE_OPTION ? type->a : type;
}

static void add_tags(struct arena *arena, struct constructors *all, struct type *type)
{
	const struct type *row = type_resolve(type);

	for (size_t i = 0; row->kind == TYPE_VARIANT && i < row->row->n; i++) {
		const struct tag_type *tag = &row->row->tags[i];

		add(arena, all, PATTERN_TAG, tag->payload != NULL, tag->payload, NULL);
		all->items[all->n - 1].name = tag->name;
	}
}

bool type_is_open(struct type *type)
{
	type = type_resolve(type);
	return type->kind == TYPE_VARIANT && !type->row->closed;
}

struct constructors constructors_of(struct arena *arena, const struct pattern *pattern,
                                    struct type *type)
{
	struct constructors all = { 0 };

	switch (pattern->kind) {
	case PATTERN_BOOL:
		add(arena, &all, PATTERN_BOOL, 0, NULL, NULL);
		add(arena, &all, PATTERN_BOOL, 0, NULL, NULL);
		all.items[0].boolean = true;
		break;
	case PATTERN_UNIT: add(arena, &all, PATTERN_UNIT, 0, NULL, NULL); break;
	case PATTERN_SOME:
	case PATTERN_NONE:
		add(arena, &all, PATTERN_NONE, 0, NULL, NULL);
		add(arena, &all, PATTERN_SOME, 1, element_of(type), NULL);
		break;
	case PATTERN_NIL:
	case PATTERN_CONS:
		add(arena, &all, PATTERN_NIL, 0, NULL, NULL);
		add(arena, &all, PATTERN_CONS, 2, element_of(type), type);
		break;
	case PATTERN_TAG: add_tags(arena, &all, type); break;
	default: break;
	}
	return all;
}

const struct constructor *constructor_unused(struct arena *arena, const struct matrix *m,
                                             const struct constructors *all)
{
	struct map seen = { 0 };

	for (size_t i = 0; i < m->rows.n; i++) {
		const struct pattern *first = m->rows.items[i][0];

		if (pattern_is_wild(first))
			continue;
		if (first->kind == PATTERN_TAG)
			map_set(arena, &seen, first->name.name, &seen);
		for (size_t c = 0; first->kind != PATTERN_TAG && c < all->n; c++)
			if (constructor_makes(first, &all->items[c]))
				map_set(arena, &seen, &all->items[c], &seen);
	}
	for (size_t c = 0; c < all->n; c++) {
		const void *name = all->items[c].name;

		if (!map_get(&seen, name ? name : &all->items[c]))
			return &all->items[c];
	}
	return NULL;
}
