/* mmu_bits.h - bits of the memory management unit, for C and for assembler. */
#ifndef MCFG_MMU_BITS_H
#define MCFG_MMU_BITS_H

#ifdef __ASSEMBLER__
#define MMU_BIT(n) (1 << (n))
#else
#define MMU_BIT(n) (UINT64_C(1) << (n))
#endif

/* An entry of a table: what it is, and of what kind its memory is (an index into MAIR). */
#define PTE_BLOCK    1 /* 1 GiB or 2 MiB; in the last level PTE_PAGE */
#define PTE_TABLE    3
#define PTE_PAGE     3
#define PTE_KIND     (7 << 2)
#define PTE_SHARED   (3 << 8) /* inner shareable */
#define PTE_ACCESSED MMU_BIT(10)
#define PTE_NORMAL   (PTE_ACCESSED | PTE_SHARED)
#define PTE_DEVICE   (PTE_ACCESSED | (1 << 2))
#define PTE_READONLY MMU_BIT(7)
#define PTE_PXN      MMU_BIT(53) /* not executable at EL1 */
#define PTE_UXN      MMU_BIT(54) /* nor at EL0, where nothing runs */

/* Kind 0: normal memory, write-back. Kind 1: a device, nGnRE. */
#define MAIR_VALUE 0x04ff

/* 48 bits of addresses, tables in cacheable memory, nothing in the upper half. */
#define TCR_VALUE ((64 - 48) | (1 << 8) | (1 << 10) | (3 << 12) | (1 << 23))

/* SCTLR_EL1: the bits that are always one; MMU, caches and the check of the stack's alignment; and
   what is writable is never executable. */
#define SCTLR_OFF 0x30d00800
#define SCTLR_ON  (1 | (1 << 2) | (1 << 3) | (1 << 12))
#define SCTLR_WXN (1 << 19)

#endif
