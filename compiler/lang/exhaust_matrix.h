/* exhaust_matrix.h - patterns as a matrix: a row for each arm, a column for each thing matched. */
#ifndef MCFG_EXHAUST_MATRIX_H
#define MCFG_EXHAUST_MATRIX_H

#include "lang/type.h"

struct rows {
	struct pattern ***items; /* each of `width` patterns, null for `_` */
	size_t n, cap;
};

struct matrix {
	struct rows rows;
	size_t width;
	struct type **types; /* of the columns */
};

/* One way to make a value of a column's type. */
struct constructor {
	enum pattern_kind kind;
	const char *name; /* TAG */
	bool boolean;     /* BOOL */
	size_t arity;
	struct type *parts[2];
};

struct constructors {
	struct constructor *items;
	size_t n, cap;
};

bool pattern_is_wild(const struct pattern *pattern);

/* Is it a variant type that may still get other variants? */
bool type_is_open(struct type *type);

/* A row with its first column replaced by `n` patterns. */
struct pattern **row_replace_first(struct arena *arena, struct pattern **row, size_t width,
                                   struct pattern *const parts[], size_t n);

/* Adds the row to `out`: one for each side of an or-pattern in the first column. */
void row_expand(struct arena *arena, struct rows *out, struct pattern **row, size_t width);
void matrix_expand(struct arena *arena, struct matrix *m);

/* The rows that a value made by the constructor can reach, with its parts as first columns. */
struct matrix matrix_specialise(struct arena *arena, const struct matrix *m,
                                const struct constructor *constructor);

/* The same for each constructor, in one walk over the rows. */
struct matrix *matrix_split(struct arena *arena, const struct matrix *m,
                            const struct constructors *all);

/* The rows that say nothing about the first column, without it. */
struct matrix matrix_without_first(struct arena *arena, const struct matrix *m);

/* All constructors of the type that `pattern`, one of a column's, belongs to; none if they are
 * endless. */
struct constructors constructors_of(struct arena *arena, const struct pattern *pattern,
                                    struct type *type);
bool constructor_makes(const struct pattern *pattern, const struct constructor *constructor);

/* The first constructor that no row has, or null. */
const struct constructor *constructor_unused(struct arena *arena, const struct matrix *m,
                                             const struct constructors *all);

#endif
