/* mmu.h - page tables: where an address leads, and what may be done there. Leaves. */
#ifndef MCFG_MMU_H
#define MCFG_MMU_H

#include "../../arch/arch.h"

#include "memory.h"

/* Addresses from here on are mapped to pages from anywhere, below to themselves. */
#define MCFG_AREA ((uintptr_t)1 << 46)

#define MCFG_MMU_LARGE_PAGES 512 /* 2 MiB */

/*
 * Maps `n` pages, of which none is mapped, with the largest leaves that fit. Returns false where a
 * table is missing, and there is no memory for it: some of the pages are mapped then.
 */
bool mcfg_mmu_map(uintptr_t at, uint64_t physical, size_t n, unsigned prot);

/* Makes the tables for `n` pages, so that mapping these one by one needs no memory. */
bool mcfg_mmu_prepare(uintptr_t at, size_t n);

/* What is mapped at an address: its physical address and how many pages its leaf maps; 0: nothing.
 */
size_t mcfg_mmu_find(uintptr_t at, uint64_t *physical);

/* Marks `n` pages that are not mapped as ones to be mapped when they are touched, and makes the
 * tables for that. False: no memory. */
bool mcfg_mmu_expect(uintptr_t at, size_t n);

/* Is the page one that was marked so, and is not mapped yet? */
bool mcfg_mmu_expects(uintptr_t at);

/* Takes the leaf away that begins there, or the mark. */
void mcfg_mmu_unmap(uintptr_t at);

/* Sees to it that no leaf crosses `at`: the one that does is split. False: no memory. */
bool mcfg_mmu_cut(uintptr_t at);

/* Other rights for the leaf that begins there. */
void mcfg_mmu_protect(uintptr_t at, unsigned prot);

/* Makes these tables the ones in use. */
void mcfg_mmu_use(void);

#endif
