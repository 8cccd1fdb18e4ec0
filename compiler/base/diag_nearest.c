/* diag_nearest; see diag.h. */
#include "base/diag.h"

#include <string.h>

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

enum { NEAREST_MAX = 64 };

/* The number of insertions, deletions, changes and swaps of neighbours from `a` to `b`. */
static size_t distance(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	size_t row[3][NEAREST_MAX + 1];
	size_t *before = row[0], *last = row[1], *now = row[2];

	if (n > NEAREST_MAX || m > NEAREST_MAX)
		return NEAREST_MAX;
	for (size_t j = 0; j <= m; j++)
		last[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			now[j] = least(least(last[j] + 1, now[j - 1] + 1),
			               last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[m];
}

const char *diag_nearest(const char *name, const char *const *names, size_t n)
{
	size_t best = strlen(name) / 3 + 1;
	const char *nearest = NULL;

	for (size_t i = 0; i < n; i++) {
		size_t d = distance(name, names[i]);

		if (d < best && d > 0) {
			best = d;
			nearest = names[i];
		}
	}
	return nearest;
}
