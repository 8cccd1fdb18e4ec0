/* source.h - the texts of a compilation, and places in them. */
#ifndef MCFG_SOURCE_H
#define MCFG_SOURCE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * A run of bytes [begin, end) of one source. Source 0 is none: such a span belongs to no text (a
 * command line's option, a built-in name). Line and column are worked out only when printing.
 */
struct span {
	uint32_t source;
	uint32_t begin, end;
};

struct source {
	uint32_t id;
	const char *path; /* as users name it, relative to their working folder where it was so */
	const char *real; /* absolute and free of links: two paths of one file agree */
	const char *dir;  /* the folder of `path`, "." if it has none */
	const char *bytes;
	size_t len;
	/* Places that stand in this text, as opposed to being given by mcfg's installation. */
	bool of_user;

	uint32_t *lines; /* where each line begins; made when first needed */
	size_t n_lines;
	/* The place that was asked for last: those after it in its line are found from there. */
	struct {
		size_t line, at, columns;
	} last;
};

struct sources {
	struct arena *arena;      /* keeps */
	VEC(struct source *) all; /* all.items[i]->id is i + 1 */
};

void sources_init(struct sources *sources, struct arena *arena);

/*
 * Adds a text. Keeps path and bytes (arena). `real` may be null for a text that is no file.
 */
struct source *sources_add(struct sources *sources, const char *path, const char *real,
                           const char *bytes, size_t len);

/*
 * Opens a file to read it. What mcfg was given open, /dev/stdin and /dev/fd/N, may be a pipe;
 * /dev/null is an empty file.
 *
 * Returns 0, -EISDIR for a folder, -ESPIPE for a pipe, a socket or a device, or -errno.
 */
int source_open(const char *path, int *fd);

/* What one of these says to users. */
const char *source_problem(int error);

/*
 * Reads a file of at most UINT32_MAX - 1 bytes and adds it.
 *
 * Returns 0, or -errno of what failed: as source_open, -EFBIG for a file too large.
 */
int sources_read(struct sources *sources, const char *path, struct source **out);

/* The source of an absolute, link-free path, or null. */
struct source *sources_find(const struct sources *sources, const char *real);

/* The source of a span, or null. */
struct source *sources_of(const struct sources *sources, struct span span);

struct place {
	size_t line, column; /* from 1; the column counts terminal columns, a tab to the next 8 */
	const char *text;    /* the line, without its end */
	size_t len;
};

/* The place at byte `offset` of a source. */
struct place source_place(struct arena *arena, struct source *source, uint32_t offset);

/* The terminal columns of the first `len` bytes of a line. */
size_t source_columns(const char *line, size_t len);

/* From the start of `a` to the end of `b`, both of one source; a span of no source gives the other.
 */
struct span span_join(struct span a, struct span b);

static inline bool span_known(struct span span)
{
	return span.source != 0;
}

/* The path's folder ("." if none), and a path relative to a folder; both in the arena. */
const char *path_dir(struct arena *arena, const char *path);
const char *path_join(struct arena *arena, const char *dir, const char *path);

/* The absolute path without links, or null with errno set. */
const char *path_real(struct arena *arena, const char *path);

/*
 * The path that leads from the folder `from` to `to`, both absolute and free of links:
 * path_relative("/a/b", "/a/c/d") is "../c/d".
 */
const char *path_relative(struct arena *arena, const char *from, const char *to);

#endif
