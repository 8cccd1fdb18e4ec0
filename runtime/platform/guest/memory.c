#include "leaf.h"

/* All RAM as pages, and the image with the rights of its parts. See memory.h. */
#include "memory.h"

#include "area.h"
#include "mmu.h"
#include "page_set.h"
#include "symbols.h"

#include <mcfg/platform.h>

enum { MAX_REGIONS = 16, READ_WRITE = MCFG_PROT_READ | MCFG_PROT_WRITE };

/* The RAM of one region; its chunks are aligned, so some of its pages may be no RAM, and count as
 * taken. */
struct ram {
	struct mcfg_page_set set;
	uint64_t base; /* of page 0 of the set */
	uint64_t begin, end;
};

static struct {
	struct ram rams[MAX_REGIONS];
	size_t n;
	uint64_t n_pages;
} memory;

/* What the loader left free behind the image; what is needed before there are pages is cut from it.
 */
static uint64_t brk_at;

static _Noreturn void fail(const char *why, size_t len)
{
	mcfg_platform_message(why, len);
	mcfg_platform_crash();
}

#define FAIL(why) fail("mcfg: " why "\n", sizeof "mcfg: " why "\n" - 1)

/* ---- pages ----------------------------------------------------------------------------------- */

void *mcfg_pages_open(size_t n)
{
	mcfg_arch_touch_stack();
	for (size_t i = 0; i < memory.n; i++) {
		size_t first;

		if (mcfg_page_set_take(&memory.rams[i].set, n, n == MCFG_CHUNK_PAGES ? n : 1,
		                       &first))
			return (void *)(uintptr_t)(memory.rams[i].base + first * MCFG_PAGE_BYTES);
	}
	return NULL;
}

void mcfg_pages_close(void *pages, size_t n)
{
	uint64_t at = (uintptr_t)pages;

	mcfg_arch_touch_stack();
	for (size_t i = 0; i < memory.n; i++) {
		struct ram *ram = &memory.rams[i];

		if (at >= ram->begin && at < ram->end)
			mcfg_page_set_give(&ram->set, (at - ram->base) / MCFG_PAGE_BYTES, n);
	}
}

uint64_t mcfg_memory_bytes(void)
{
	return memory.n_pages * MCFG_PAGE_BYTES;
}

uint64_t mcfg_memory_free_bytes(void)
{
	uint64_t n = 0;

	for (size_t i = 0; i < memory.n; i++)
		n += memory.rams[i].set.n_free;
	return n * MCFG_PAGE_BYTES;
}

uint64_t mcfg_physical(const void *at)
{
	uint64_t physical;

	if ((uintptr_t)at < MCFG_AREA)
		return (uintptr_t)at;
	return mcfg_mmu_find((uintptr_t)at, &physical) ? physical : 0;
}

/* ---- finding the RAM ------------------------------------------------------------------------- */

static uint64_t round_up(uint64_t n, uint64_t to)
{
	return (n + to - 1) / to * to;
}

/* Where the names of functions end; what is left of their room is memory like any other. */
static uint64_t symbols_end(void)
{
	return round_up((uintptr_t)__symbols_start + mcfg_symbols_bytes(), MCFG_PAGE_BYTES);
}

static struct mcfg_chunk *cut_chunks(size_t n)
{
	uint64_t at = brk_at;

	brk_at += n * sizeof(struct mcfg_chunk);
	return (struct mcfg_chunk *)(uintptr_t)at;
}

static void take_range(struct ram *ram, uint64_t begin, uint64_t end)
{
	mcfg_page_set_take_at(&ram->set, (begin - ram->base) / MCFG_PAGE_BYTES,
	                      (end - begin) / MCFG_PAGE_BYTES);
}

static void add_ram(uint64_t begin, uint64_t end)
{
	const uint64_t chunk = (uint64_t)MCFG_CHUNK_PAGES * MCFG_PAGE_BYTES;
	struct ram *ram = &memory.rams[memory.n];

	ram->begin = begin;
	ram->end = end;
	ram->base = begin / chunk * chunk;
	mcfg_page_set_init(&ram->set, NULL, (round_up(end, chunk) - ram->base) / chunk);
	memory.n_pages += (end - begin) / MCFG_PAGE_BYTES;
	memory.n++;
}

/* Whole pages only, and not page 0. The image's own region comes first. */
static MCFG_LEAF void find_rams(void)
{
	struct mcfg_region regions[MAX_REGIONS];
	size_t n = mcfg_machine_memory(regions, MAX_REGIONS);
	const uint64_t image = (uintptr_t)__image_start;

	for (int image_is_there = 1; image_is_there >= 0; image_is_there--)
		for (size_t i = 0; i < n; i++) {
			uint64_t begin = round_up(regions[i].begin, MCFG_PAGE_BYTES);
			uint64_t end = regions[i].end / MCFG_PAGE_BYTES * MCFG_PAGE_BYTES;

			if (begin == 0)
				begin = MCFG_PAGE_BYTES;
			if (begin < end && (image >= begin && image < end) == image_is_there)
				add_ram(begin, end);
		}
}

/* Gives each region, and the area, their chunks, from what follows the image. */
static void open_sets(void)
{
	const uint64_t image = (uintptr_t)__image_start;
	size_t n_area = 1;

	brk_at = (uintptr_t)__image_end;
	for (size_t i = 0; i < memory.n; i++) {
		memory.rams[i].set.chunks = cut_chunks(memory.rams[i].set.n_chunks);
		n_area += memory.rams[i].set.n_chunks * MCFG_AREA_FACTOR;
	}
	mcfg_area_init(cut_chunks(n_area), n_area);
	brk_at = round_up(brk_at, MCFG_PAGE_BYTES);
	if (memory.n == 0 || image < memory.rams[0].begin || brk_at > memory.rams[0].end)
		FAIL("not enough memory");
	for (size_t i = 0; i < memory.n; i++) {
		struct ram *ram = &memory.rams[i];

		take_range(ram, ram->base, ram->begin);
		take_range(ram, ram->end,
		           ram->base +
		               (uint64_t)ram->set.n_chunks * MCFG_CHUNK_PAGES * MCFG_PAGE_BYTES);
	}
	take_range(&memory.rams[0], image, symbols_end());
	take_range(&memory.rams[0], (uintptr_t)__symbols_end, brk_at);
}

/* ---- mapping it ------------------------------------------------------------------------------ */

static void map(uint64_t begin, uint64_t end, unsigned prot)
{
	if (end > begin &&
	    !mcfg_mmu_map(begin, begin, (end - begin + MCFG_PAGE_BYTES - 1) / MCFG_PAGE_BYTES,
	                  prot))
		FAIL("not enough memory");
}

static void map_image(void)
{
	const uintptr_t guard = (uintptr_t)__boot_stack_guard, rest = symbols_end();

	map((uintptr_t)__text_start, (uintptr_t)__text_end, MCFG_PROT_READ | MCFG_PROT_EXEC);
	map((uintptr_t)__rodata_start, (uintptr_t)__rodata_end, MCFG_PROT_READ);
	map((uintptr_t)__data_start, (uintptr_t)__data_end, READ_WRITE);
	map((uintptr_t)__symbols_start, rest, MCFG_PROT_READ);
	map(rest, (uintptr_t)__symbols_end, READ_WRITE);
	map((uintptr_t)__bss_start, guard, READ_WRITE);
	map(guard + MCFG_PAGE_BYTES, (uintptr_t)__image_end, READ_WRITE);
}

void mcfg_map_device(uint64_t begin, size_t bytes)
{
	map(begin / MCFG_PAGE_BYTES * MCFG_PAGE_BYTES, begin + bytes,
	    READ_WRITE | MCFG_PROT_DEVICE);
}

void mcfg_map_ram(uint64_t begin, size_t bytes)
{
	map(begin, begin + bytes, READ_WRITE);
}

void mcfg_memory_init(void)
{
	const uint64_t begin = (uintptr_t)__image_start, end = (uintptr_t)__image_end;

	find_rams();
	open_sets();
	map(memory.rams[0].begin, begin, READ_WRITE);
	map_image();
	map(end, memory.rams[0].end, READ_WRITE);
	for (size_t i = 1; i < memory.n; i++)
		map(memory.rams[i].begin, memory.rams[i].end, READ_WRITE);
	mcfg_machine_map();
	mcfg_mmu_use();
}
