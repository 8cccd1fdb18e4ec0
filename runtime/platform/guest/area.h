/*
 * area.h - ranges of addresses above MCFG_AREA, whose pages come from anywhere: for mmap, and for
 * the tasks' stacks. Leaves.
 */
#ifndef MCFG_AREA_H
#define MCFG_AREA_H

#include "page_set.h"

/* The area has so many times as many pages as the RAM: address space costs little. */
enum { MCFG_AREA_FACTOR = 16 };

void mcfg_area_init(struct mcfg_chunk *chunks, size_t n_chunks);

/* Is the address in it? */
bool mcfg_area_has(uintptr_t at);

/* A range of `n` pages, of which none is mapped; 0: there is none. */
uintptr_t mcfg_area_open(size_t n);

/* The same, with zeroed pages in it. */
uintptr_t mcfg_area_open_filled(size_t n, unsigned prot);

/* Gives the pages back that are mapped there; and the range as well. False: no memory to split a
 * large page; it is as before then. */
bool mcfg_area_empty(uintptr_t at, size_t n);
bool mcfg_area_close(uintptr_t at, size_t n);

/* Maps zeroed pages where there are none yet. False: no memory; some are mapped then. */
bool mcfg_area_fill(uintptr_t at, size_t n, unsigned prot);

/* Maps a page that mcfg_mmu_expects. False: no memory. */
bool mcfg_area_touch(uintptr_t at);

/* Other rights for what is mapped there. False: no memory to split a large page. */
bool mcfg_area_protect(uintptr_t at, size_t n, unsigned prot);

/*
 * Makes a range of `n` pages one of `new_n`: in its place or, where `may_move`, in another one, to
 * which its pages move. New pages are zeroed. Returns where it is; 0: no memory, it is as before.
 */
uintptr_t mcfg_area_resize(uintptr_t at, size_t n, size_t new_n, bool may_move);

#endif
