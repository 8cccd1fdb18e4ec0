/* load_private.h - the parts of load. */
#ifndef MCFG_LOAD_PRIVATE_H
#define MCFG_LOAD_PRIVATE_H

#include "compilation.h"

typedef VEC(const char *) path_list;

/* ---- load_file.c ---- */

struct loading {
	struct compilation *c;
	path_list places;    /* where descriptors are, and included files may be */
	path_list installed; /* the installation's own folders, absolute */
	bool is_overlay;     /* what is read is an overlay */
};

/*
 * Adds the file at `path`, and what it includes, unless it was read before. Returns 0, or -errno
 * when it cannot be read.
 */
int load_file(struct loading *l, const char *path);

/* "there is no file app.mcfg", from -errno. */
const char *load_error_text(struct compilation *c, const char *path, int error);

/* ---- load_list.c ---- */

/*
 * Adds the regular files below the folder `dir` whose names end in `suffix`, sorted by name; those
 * in sub-folders too if `recursive`. Hidden entries are left out; so is a folder met before, by a
 * link.
 *
 * Returns 0, or -errno when the folder itself cannot be read.
 */
int load_list(struct compilation *c, const char *dir, const char *suffix, bool recursive,
              path_list *files);

/* ---- load_require.c ---- */

/* Checks a `require mcfg ">= 0.2 & < 1.0"` against this mcfg. */
void load_require(struct compilation *c, const struct item *item);

#endif
