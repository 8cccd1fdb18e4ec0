/* intern.h - one copy of each name, so that equal names are equal pointers. */
#ifndef MCFG_INTERN_H
#define MCFG_INTERN_H

#include "base/arena.h"

#include <stdint.h>

struct intern_slot {
	const char *text;
	uint32_t hash, len;
};

struct intern {
	struct arena *arena; /* keeps */
	struct intern_slot *slots;
	size_t n, cap; /* cap is a power of two, or 0 */
};

void intern_init(struct intern *intern, struct arena *arena);

/* The one copy of `len` bytes at `text`. Two calls with equal text give the same pointer. */
const char *intern_n(struct intern *intern, const char *text, size_t len);
const char *intern(struct intern *intern, const char *text);

#endif
