/*
 * page_set.h - which of a range of pages are taken: a bit for each page, and for each chunk of 512
 * of them how many are free. Chunks that nobody has looked at yet are free, and not even written
 * down: a machine with much memory starts as fast as one with little. Leaves.
 */
#ifndef MCFG_PAGE_SET_H
#define MCFG_PAGE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MCFG_CHUNK_PAGES = 512 };

struct mcfg_chunk {
	uint64_t taken[MCFG_CHUNK_PAGES / 64];
	uint64_t n_free;
};

struct mcfg_page_set {
	struct mcfg_chunk *chunks;
	size_t n_chunks, n_known; /* chunks from n_known on are free, and not initialised */
	size_t n_free;            /* pages */
	size_t hint;              /* the chunk where the last single page was found */
};

/* All pages are free. `chunks` has room for `n_chunks`, and is uninitialised. */
void mcfg_page_set_init(struct mcfg_page_set *set, struct mcfg_chunk *chunks, size_t n_chunks);

/*
 * Takes `n` pages side by side, the first of them a multiple of `align`: 1, or, for at least so
 * many pages, MCFG_CHUNK_PAGES. Returns false where there are none.
 */
bool mcfg_page_set_take(struct mcfg_page_set *set, size_t n, size_t align, size_t *first);

/* Takes these, if they are free. */
bool mcfg_page_set_take_at(struct mcfg_page_set *set, size_t first, size_t n);

/* Gives back pages that are taken. */
void mcfg_page_set_give(struct mcfg_page_set *set, size_t first, size_t n);

#endif
