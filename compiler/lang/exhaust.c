/*
 * A matrix of patterns, one row for an arm; columns are what is matched, then what it is made of.
 * The first column is taken apart, constructor by constructor. See exhaust.h.
 */
#include "lang/exhaust.h"

#include "lang/exhaust_matrix.h"

#include <string.h>

/* More steps than any match that a person writes needs; the problem is NP-hard. */
enum { MAX_STEPS = 200000 };

struct exhaust {
	struct checker *k;
	struct arena *arena;
	unsigned steps;
	bool given_up;
};

/* ---- what is missing ----------------------------------------------------------------------- */

static const char *part_text(struct exhaust *x, const char *text)
{
	return strchr(text, ' ') ? arena_printf(x->arena, "(%s)", text) : text;
}

static const char *constructor_text(struct exhaust *x, const struct constructor *constructor,
                                    const char *const parts[])
{
	switch (constructor->kind) {
	case PATTERN_BOOL: return constructor->boolean ? "true" : "false";
	case PATTERN_UNIT: return "()";
	case PATTERN_NONE: return "none";
	case PATTERN_NIL: return "[]";
	case PATTERN_SOME: return arena_printf(x->arena, "some %s", part_text(x, parts[0]));
	case PATTERN_CONS:
		return arena_printf(x->arena, "%s :: %s", part_text(x, parts[0]), parts[1]);
	default: break;
	}
	if (!constructor->arity)
		return arena_printf(x->arena, "`%s", constructor->name);
	return arena_printf(x->arena, "`%s %s", constructor->name, part_text(x, parts[0]));
}

/* An example of columns that no row covers, or null. */
static const char **missing(struct exhaust *x, const struct matrix *m);

/* The example's first `arity` columns, put together by the constructor. */
static const char **together(struct exhaust *x, const struct constructor *constructor,
                             const char **example, size_t width)
{
	const char **made = arena_array(x->arena, const char *, width);

	made[0] = constructor_text(x, constructor, example);
	memcpy(made + 1, example + constructor->arity, (width - 1) * sizeof *made);
	return made;
}

/* What the rows without a constructor leave open, with `first` before it. */
static const char **missing_beside(struct exhaust *x, const struct matrix *m, const char *first)
{
	struct matrix rest = matrix_without_first(x->arena, m);
	const char **example = missing(x, &rest), **made;

	if (!example)
		return NULL;
	made = arena_array(x->arena, const char *, m->width);
	made[0] = first;
	memcpy(made + 1, example, (m->width - 1) * sizeof *made);
	return made;
}

static const char **missing_made_by(struct exhaust *x, const struct matrix *m,
                                    const struct constructors *all)
{
	const struct constructor *none = constructor_unused(x->arena, m, all);
	static const char *const blanks[] = { "_", "_" };
	struct matrix *parts;

	if (none)
		return missing_beside(x, m, constructor_text(x, none, blanks));
	parts = matrix_split(x->arena, m, all);
	for (size_t c = 0; c < all->n; c++) {
		const char **example = missing(x, &parts[c]);

		if (example)
			return together(x, &all->items[c], example, m->width);
	}
	return NULL;
}

/*
 * A variant type that may still get other variants: where a `_` stands for them, it stays open, and
 * has those that the patterns name. Else it is closed to those that are known.
 */
static bool covers_open_row(struct exhaust *x, const struct matrix *m, struct type *type,
                            const char ***example)
{
	struct variants *row = type_resolve(type)->row;

	*example = missing_beside(x, m, "_");
	if (!*example) {
		for (size_t i = 0; i < m->rows.n; i++) {
			const struct pattern *first = m->rows.items[i][0];
			struct tag_type *tag =
			    pattern_is_wild(first) ? NULL : row_find(row, first->name.name);

			if (tag)
				tag->present = true;
		}
		return true;
	}
	if (!row->endless)
		row->closed = true;
	return row->endless;
}

static const char **missing(struct exhaust *x, const struct matrix *given)
{
	struct matrix m = *given;
	const struct pattern *first = NULL;
	struct constructors all;
	const char **example;

	if (!m.rows.n) {
		example = arena_array(x->arena, const char *, m.width + 1);
		for (size_t i = 0; i < m.width; i++)
			example[i] = "_";
		return example;
	}
	if (!m.width)
		return NULL;
	x->steps += (unsigned)m.rows.n;
	if (x->steps > MAX_STEPS + given->rows.n || compilation_too_deep(x->k->c)) {
		x->given_up = true;
		return NULL;
	}
	matrix_expand(x->arena, &m);
	for (size_t i = 0; !first && i < m.rows.n; i++)
		if (!pattern_is_wild(m.rows.items[i][0]))
			first = m.rows.items[i][0];
	if (!first)
		return missing_beside(x, &m, "_");
	if (first->kind == PATTERN_TAG && type_is_open(m.types[0]) &&
	    covers_open_row(x, &m, m.types[0], &example))
		return example;
	all = constructors_of(x->arena, first, m.types[0]);
	return all.n ? missing_made_by(x, &m, &all) : missing_beside(x, &m, "_");
}

/* ---- arms that nothing is left for --------------------------------------------------------- */

static bool same_literal(const struct pattern *a, const struct pattern *b)
{
	if (a->kind == PATTERN_INT)
		return a->integer == b->integer;
	return a->string.len == b->string.len &&
	       !memcmp(a->string.bytes, b->string.bytes, a->string.len);
}

static bool is_literal(const struct pattern *pattern)
{
	return pattern->kind == PATTERN_INT || pattern->kind == PATTERN_STRING;
}

/* The rows that a value with this literal first can reach, without the first column. */
static struct matrix at_literal(struct exhaust *x, const struct matrix *m,
                                const struct pattern *literal)
{
	struct matrix made = { .width = m->width - 1, .types = m->types + 1 };

	for (size_t i = 0; i < m->rows.n; i++) {
		const struct pattern *first = m->rows.items[i][0];

		if (pattern_is_wild(first) || same_literal(first, literal))
			*vec_push(x->arena, &made.rows) = m->rows.items[i] + 1;
	}
	return made;
}

/* The constructor of a pattern that is no literal. */
static struct constructor constructor_at(struct exhaust *x, const struct pattern *pattern,
                                         struct type *type)
{
	struct constructors all = constructors_of(x->arena, pattern, type);

	for (size_t c = 0; c < all.n; c++)
		if (constructor_makes(pattern, &all.items[c]))
			return all.items[c];
	return (struct constructor){ .kind = pattern->kind, .name = pattern->name.name };
}

/* Is there a value that the row matches, and none of the matrix? */
static bool useful(struct exhaust *x, const struct matrix *given, struct pattern **row);

/* The row says nothing about the first column. */
static bool useful_wild(struct exhaust *x, const struct matrix *m, struct pattern **row)
{
	struct constructors all = { 0 };
	struct pattern *nothing[2] = { NULL, NULL };
	struct matrix part, *parts;

	for (size_t i = 0; i < m->rows.n && !all.n; i++)
		if (!pattern_is_wild(m->rows.items[i][0]))
			all = constructors_of(x->arena, m->rows.items[i][0], m->types[0]);
	if (!all.n || type_is_open(m->types[0]) || constructor_unused(x->arena, m, &all)) {
		part = matrix_without_first(x->arena, m);
		return useful(x, &part, row + 1);
	}
	parts = matrix_split(x->arena, m, &all);
	for (size_t c = 0; c < all.n; c++)
		if (useful(x, &parts[c],
		           row_replace_first(x->arena, row, m->width, nothing, all.items[c].arity)))
			return true;
	return false;
}

static bool useful(struct exhaust *x, const struct matrix *given, struct pattern **row)
{
	struct matrix m = *given, part;
	struct rows rows = { 0 };
	struct constructor constructor;

	if (!m.rows.n || !m.width)
		return !m.rows.n;
	x->steps += (unsigned)m.rows.n;
	if (x->given_up || x->steps > MAX_STEPS || compilation_too_deep(x->k->c))
		return true;
	matrix_expand(x->arena, &m);
	row_expand(x->arena, &rows, row, m.width);
	for (size_t i = 0; i < rows.n && rows.n > 1; i++)
		if (useful(x, &m, rows.items[i]))
			return true;
	if (rows.n > 1)
		return false;
	if (pattern_is_wild(row[0]))
		return useful_wild(x, &m, row);
	if (is_literal(row[0])) {
		part = at_literal(x, &m, row[0]);
		return useful(x, &part, row + 1);
	}
	constructor = constructor_at(x, row[0], m.types[0]);
	part = matrix_specialise(x->arena, &m, &constructor);
	return useful(x, &part,
	              row_replace_first(x->arena, row, m.width,
	                                (struct pattern *[]){ row[0]->a, row[0]->b },
	                                constructor.arity));
}

/* ---- a match ------------------------------------------------------------------------------- */

static void report_missing(struct exhaust *x, const struct expr *match, const char *example)
{
	struct diags *diags = x->k->diags;
	struct span span = { match->span.source, match->span.begin, match->span.begin + 5 };
	struct diag *diag;

	if (!strcmp(example, "_"))
		diag = diag_report(diags, CHECK_MATCH, span,
		                   "this match has no case for other values");
	else
		diag =
		    diag_report(diags, CHECK_MATCH, span, "this match has no case for %s", example);
	diag_hint(diags, diag, "add a case: | %s -> ...", example);
}

/* Earlier patterns by how they begin, so that many arms take linear time. */
struct begins {
	struct map by_key; /* what key_of() gives -> struct rows */
	bool wild;
};

/* Patterns that begin with the same constructor or literal have the same key. */
static const void *key_of(struct exhaust *x, const struct pattern *pattern)
{
	static const char kinds[PATTERN_OR + 1];
	struct intern *names = &x->k->c->names;

	switch (pattern->kind) {
	case PATTERN_TAG: return pattern->name.name;
	case PATTERN_STRING: return intern_n(names, pattern->string.bytes, pattern->string.len);
	case PATTERN_INT:
		return intern(names, arena_printf(x->arena, "%lld", (long long)pattern->integer));
	case PATTERN_BOOL: return intern(names, pattern->boolean ? "true" : "false");
	default: return &kinds[pattern->kind];
	}
}

/* Does a pattern, without `|` on top, match what none before it does? `all` are those before it. */
static bool reachable(struct exhaust *x, const struct matrix *all, struct begins *begins,
                      struct pattern **row)
{
	struct matrix m = *all;
	struct rows *same;
	const void *key;

	if (begins->wild)
		return false;
	if (pattern_is_wild(row[0])) {
		begins->wild = true;
		return useful(x, &m, row);
	}
	key = key_of(x, row[0]);
	same = map_get(&begins->by_key, key);
	if (!same) {
		same = arena_new(x->arena, struct rows);
		map_set(x->arena, &begins->by_key, key, same);
	}
	m.rows = *same;
	*vec_push(x->arena, same) = row;
	return useful(x, &m, row);
}

static void report_unused(struct exhaust *x, const struct expr *match, struct matrix *m)
{
	struct begins begins = { { 0 }, false };
	struct matrix before = *m;
	size_t i = 0;

	for (const struct arm *arm = match->arms; arm; arm = arm->next, i++) {
		struct rows each = { 0 };
		bool any = false;

		x->steps = 0;
		before.rows.n = i;
		row_expand(x->arena, &each, m->rows.items[i], 1);
		for (size_t e = 0; e < each.n; e++)
			any |= reachable(x, &before, &begins, each.items[e]);
		if (!any)
			diag_report(x->k->diags, CHECK_UNUSED_CASE, arm->pattern->span,
			            "earlier cases leave nothing for this one");
	}
}

void exhaust(struct checker *k, struct expr *match, struct type *type)
{
	struct exhaust x = { .k = k, .arena = k->arena };
	struct matrix m = { .width = 1, .types = &type };
	const char **example;

	for (struct arm *arm = match->arms; arm; arm = arm->next) {
		struct pattern **row = arena_array(k->arena, struct pattern *, 1);

		row[0] = arm->pattern;
		*vec_push(k->arena, &m.rows) = row;
	}
	example = missing(&x, &m);
	if (x.given_up)
		diag_report(k->diags, CHECK_MATCH, match->span,
		            "this match has too many combinations to be checked: split it");
	else if (example)
		report_missing(&x, match, example[0]);
	match->bad |= example || x.given_up;
	report_unused(&x, match, &m);
}
