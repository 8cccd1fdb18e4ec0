#include "leaf.h"

/* See page_set.h. */
#include "page_set.h"

void mcfg_page_set_init(struct mcfg_page_set *set, struct mcfg_chunk *chunks, size_t n_chunks)
{
	set->chunks = chunks;
	set->n_chunks = n_chunks;
	set->n_known = set->hint = 0;
	set->n_free = n_chunks * MCFG_CHUNK_PAGES;
}

/* Writes down all chunks up to this one. */
static void know(struct mcfg_page_set *set, size_t chunk)
{
	for (; set->n_known <= chunk; set->n_known++) {
		struct mcfg_chunk *new = &set->chunks[set->n_known];

		for (size_t i = 0; i < MCFG_CHUNK_PAGES / 64; i++)
			new->taken[i] = 0;
		new->n_free = MCFG_CHUNK_PAGES;
	}
}

static size_t free_in(const struct mcfg_page_set *set, size_t chunk)
{
	return chunk < set->n_known ? set->chunks[chunk].n_free : MCFG_CHUNK_PAGES;
}

/* The bits of a word from `bit` on that stand for at most `n` pages. */
static uint64_t mask_of(size_t bit, size_t n)
{
	uint64_t low = n >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << n) - 1;

	return low << bit;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Marks pages, word by word. All of them must be in the other state. */
static void mark(struct mcfg_page_set *set, size_t first, size_t n, bool taken)
{
	set->n_free += taken ? -n : n;
	while (n > 0) {
		struct mcfg_chunk *chunk = &set->chunks[first / MCFG_CHUNK_PAGES];
		size_t bit = first % 64, part = smaller(n, 64 - bit);
		uint64_t *word = &chunk->taken[first % MCFG_CHUNK_PAGES / 64];

		know(set, first / MCFG_CHUNK_PAGES);
		if (taken)
			*word |= mask_of(bit, part);
		else
			*word &= ~mask_of(bit, part);
		chunk->n_free += taken ? -part : part;
		first += part;
		n -= part;
	}
}

/* How many pages from `first` on are free, up to `n`. */
static size_t free_run(const struct mcfg_page_set *set, size_t first, size_t n)
{
	size_t run = 0;

	while (run < n && first / MCFG_CHUNK_PAGES < set->n_chunks) {
		size_t chunk = first / MCFG_CHUNK_PAGES, bit = first % 64, part;
		uint64_t taken;

		if (free_in(set, chunk) == MCFG_CHUNK_PAGES) {
			part = MCFG_CHUNK_PAGES - first % MCFG_CHUNK_PAGES;
		} else {
			taken = set->chunks[chunk].taken[first % MCFG_CHUNK_PAGES / 64] >> bit;
			part = taken ? (size_t)__builtin_ctzll(taken) : 64 - bit;
			if (taken)
				return smaller(n, run + part);
		}
		run += part;
		first += part;
	}
	return smaller(n, run);
}

/* The first free page of a chunk from `page` on in it, or MCFG_CHUNK_PAGES. */
static size_t free_page(const struct mcfg_page_set *set, size_t chunk, size_t page)
{
	if (chunk >= set->n_known)
		return page;
	while (page < MCFG_CHUNK_PAGES) {
		uint64_t free = ~set->chunks[chunk].taken[page / 64] >> page % 64;

		if (free)
			return page + (size_t)__builtin_ctzll(free);
		page = (page / 64 + 1) * 64;
	}
	return MCFG_CHUNK_PAGES;
}

static bool take_chunks(struct mcfg_page_set *set, size_t n, size_t *first)
{
	for (size_t i = 0; i < set->n_chunks; i++)
		if (free_in(set, i) == MCFG_CHUNK_PAGES &&
		    free_run(set, i * MCFG_CHUNK_PAGES, n) == n) {
			*first = i * MCFG_CHUNK_PAGES;
			return true;
		}
	return false;
}

/* A run of free pages that begins in chunks [from, to). */
static bool find(struct mcfg_page_set *set, size_t from, size_t to, size_t n, size_t *first)
{
	for (size_t chunk = from; chunk < to; chunk++) {
		size_t page = 0;

		while (free_in(set, chunk) > 0 &&
		       (page = free_page(set, chunk, page)) < MCFG_CHUNK_PAGES) {
			size_t at = chunk * MCFG_CHUNK_PAGES + page, run = free_run(set, at, n);

			if (run == n) {
				set->hint = chunk;
				*first = at;
				return true;
			}
			page += run;
		}
	}
	return false;
}

bool mcfg_page_set_take(struct mcfg_page_set *set, size_t n, size_t align, size_t *first)
{
	bool found;

	if (n == 0 || n > set->n_free)
		return false;
	if (align > 1)
		found = take_chunks(set, n, first);
	else
		found = find(set, set->hint, set->n_chunks, n, first) ||
		        find(set, 0, set->hint, n, first);
	if (found)
		mark(set, *first, n, true);
	return found;
}

bool mcfg_page_set_take_at(struct mcfg_page_set *set, size_t first, size_t n)
{
	if (free_run(set, first, n) != n)
		return false;
	mark(set, first, n, true);
	return true;
}

void mcfg_page_set_give(struct mcfg_page_set *set, size_t first, size_t n)
{
	mark(set, first, n, false);
	if (first / MCFG_CHUNK_PAGES < set->hint)
		set->hint = first / MCFG_CHUNK_PAGES;
}
