/* What a mistyped option was meant to be. See args.h. */
#include "args.h"

#include <string.h>

/* Longer names are not compared. */
enum { MAX_NAME = 63 };

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	unsigned least_ab = a < b ? a : b;

	return least_ab < c ? least_ab : c;
}

static char plain(char c)
{
	return c == '_' ? '-' : c;
}

/*
 * The optimal string alignment distance: inserted, lost, changed and swapped characters.
 * Source: Damerau 1964; rows of the table are kept as they are needed.
 */
static unsigned distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned rows[3][MAX_NAME + 1];
	unsigned *before = rows[0], *last = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b_len; j++)
		last[j] = (unsigned)j;
	for (size_t i = 1; i <= a_len; i++) {
		unsigned *free_row = before;

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= b_len; j++) {
			char x = plain(a[i - 1]), y = plain(b[j - 1]);

			row[j] = least(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == plain(b[j - 2]) && y == plain(a[i - 2]) &&
			    before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}
		before = last;
		last = row;
		row = free_row;
	}
	return last[b_len];
}

const char *mcfg_args_nearest(const char *name, size_t len, size_t n,
                              const char *(*name_of)(size_t i))
{
	const char *nearest = NULL;
	unsigned best = (unsigned)(len < 3 ? 1 : len / 3) + 1;

	if (len > MAX_NAME)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		const char *candidate = name_of(i);
		size_t candidate_len = strlen(candidate);
		unsigned d;

		if (candidate_len > MAX_NAME)
			continue;
		d = distance(name, len, candidate, candidate_len);
		if (d < best) {
			best = d;
			nearest = candidate;
		}
	}
	return nearest;
}
