/* differences.h - what differs between two images: keys, jobs, devices, arrows, sources, packages.
 */
#ifndef MCFG_EMIT_DIFFERENCES_H
#define MCFG_EMIT_DIFFERENCES_H

#include "compilation.h"
#include "graph/image.h"

enum difference_of {
	DIFFERENCE_KEYS,
	DIFFERENCE_JOBS,
	DIFFERENCE_DEVICES,
	DIFFERENCE_ARROWS,
	DIFFERENCE_SOURCES,
	DIFFERENCE_PACKAGES,
	N_DIFFERENCES
};

/* One thing, and what either side says of it; null where that has none. */
struct difference {
	const char *name;
	const char *left, *right;
};
typedef VEC(struct difference) difference_list;

/* An image that was built, or not. */
struct built {
	const char *folder; /* where it was configured, or null */
	long long bytes;    /* of the image; -1: it is not built */
};

struct differences {
	struct arena *arena;
	struct compilation *left, *right;
	struct built left_built, right_built;
	difference_list of[N_DIFFERENCES]; /* sorted by name */
};

/* Compares two images in time that grows with them, but for sorting. Things are the same that have
   the same name: a device its name in C, a key its option, a source its path. */
void differences_find(struct differences *d, struct arena *arena, struct compilation *left,
                      struct compilation *right);

/* Is there none? */
bool differences_none(const struct differences *d);

/* For people; for programs, in the schema "mcfg-diff/1" of doc/cli.md. */
void differences_text(const struct differences *d, struct text *out);
void differences_json(const struct differences *d, struct text *out);

#endif
