/*
 * csource.h - which identifiers a C source uses. This is no C parser: it knows comments, literals,
 * directives and words, which is enough to see what a source cannot be calling.
 */
#ifndef MCFG_CSOURCE_H
#define MCFG_CSOURCE_H

#include "base/hash.h"
#include "base/intern.h"
#include "base/source.h"

struct csource {
	const char *real; /* absolute */
	bool readable;
	bool pastes;             /* `##` stands in it: it may use any identifier */
	bool conditional;        /* `#if` stands in it: not all of it may count */
	VEC(const char *) words; /* each identifier once, interned, in order of appearance */
	VEC(struct csource_struct) structs;
	VEC(struct csource *) includes; /* by quotes, those that were found */
	struct map has;                 /* the words */
	struct map defines;             /* those that look like a function's definition */
	unsigned visited;               /* by csource_walk */
};

/* `struct NAME {` */
struct csource_struct {
	const char *name;
	size_t line; /* from 1 */
};

struct csources {
	struct arena *arena;  /* keeps */
	struct intern *names; /* keeps */
	/* Where includes are looked up, after the including file's own folder. */
	VEC(const char *) dirs;
	struct map by_real;
	VEC(struct csource *) pending; /* found, and not scanned yet */
	unsigned visit;
};

void csources_init(struct csources *sources, struct arena *arena, struct intern *names);

/* The file at an absolute path, and all that it includes by quotes; each is read once. */
struct csource *csource_read(struct csources *sources, const char *real);

/* A file and all that it includes, transitively, each once; the file itself is the first. */
struct csource_list {
	VEC(struct csource *) items;
};
void csource_walk(struct csources *sources, struct csource *source, struct csource_list *list);

#endif
