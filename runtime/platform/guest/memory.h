/*
 * memory.h - the memory of a guest: all RAM, in pages.
 *
 *	low addresses        RAM and devices, one to one; the image with the rights of its segments;
 *	                     page 0 not at all
 *	MCFG_AREA ..         what mmap gave (mapped at once), and the tasks' stacks (mapped
 *	                     by touch, each above a guard of 16 KiB that never is)
 */
#ifndef MCFG_MEMORY_H
#define MCFG_MEMORY_H

#include "machine.h"

#define MCFG_PAGE_BYTES 4096

/* The image's parts, from its link script; page-aligned but for __bss_end. Text: read and execute.
 */
extern char __image_start[] __attribute__((visibility("hidden")));
extern char __text_start[] __attribute__((visibility("hidden")));
extern char __text_end[] __attribute__((visibility("hidden")));
extern char __rodata_start[] __attribute__((visibility("hidden")));
extern char __rodata_end[] __attribute__((visibility("hidden")));
extern char __data_start[] __attribute__((visibility("hidden")));
/* The C library's malloc and free. */
extern char __libc_heap_start[] __attribute__((visibility("hidden")));
extern char __libc_heap_end[] __attribute__((visibility("hidden")));
extern char __data_end[] __attribute__((visibility("hidden")));
extern char __bss_start[] __attribute__((visibility("hidden")));
extern char __bss_end[] __attribute__((visibility("hidden")));
extern char __image_end[] __attribute__((visibility("hidden")));

/* The names of functions, and room up to the end that no table of them takes: see symbols.h. */
extern char __symbols_start[] __attribute__((visibility("hidden")));
extern char __symbols_end[] __attribute__((visibility("hidden")));

/* The boot stack [low, high), with a page below it that is not mapped. */
extern char __boot_stack_guard[] __attribute__((visibility("hidden")));
extern char __boot_stack_low[] __attribute__((visibility("hidden")));
extern char __boot_stack_high[] __attribute__((visibility("hidden")));

/* The initial thread-local data, and what follows it as zeroes. */
extern char __tls_start[] __attribute__((visibility("hidden")));
extern char __tls_data_end[] __attribute__((visibility("hidden")));
extern char __tls_end[] __attribute__((visibility("hidden")));
extern const uint64_t __tls_align __attribute__((visibility("hidden")));

/* Finds the RAM, maps it and the image for good. Crashes with a message where it does not fit. */
void mcfg_memory_init(void) __attribute__((cold));

/* Maps a device's registers one to one: only from mcfg_machine_map. */
void mcfg_map_device(uint64_t begin, size_t bytes);

/* Maps memory that is not among the RAM of mcfg_machine_memory, as what Xen shares: the same. */
void mcfg_map_ram(uint64_t begin, size_t bytes);

/*
 * Contiguous physical pages, aligned to their size's next power of two up to 2 MiB; at their own
 * address; not cleared. Null: there are none. For page tables, rings, grants.
 */
void *mcfg_pages_open(size_t n);
void mcfg_pages_close(void *pages, size_t n);

/* How much there is, and how much of it is free. */
uint64_t mcfg_memory_bytes(void);
uint64_t mcfg_memory_free_bytes(void);

/* The physical address of mapped memory; it is contiguous within a page. */
uint64_t mcfg_physical(const void *at);

#endif
