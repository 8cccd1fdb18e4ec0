#include "leaf.h"

/* See area.h. */
#include "area.h"

#include "mmu.h"

enum { READ_WRITE = MCFG_PROT_READ | MCFG_PROT_WRITE };

static struct mcfg_page_set area;

static size_t page_of(uintptr_t at)
{
	return (at - MCFG_AREA) / MCFG_PAGE_BYTES;
}

static uintptr_t address_of(size_t page)
{
	return MCFG_AREA + page * MCFG_PAGE_BYTES;
}

static void *memory_at(uint64_t physical)
{
	return (void *)(uintptr_t)physical;
}

void mcfg_area_init(struct mcfg_chunk *chunks, size_t n_chunks)
{
	mcfg_page_set_init(&area, chunks, n_chunks);
}

bool mcfg_area_has(uintptr_t at)
{
	return at >= MCFG_AREA && page_of(at) / MCFG_CHUNK_PAGES < area.n_chunks;
}

uintptr_t mcfg_area_open(size_t n)
{
	size_t first;

	/* Aligned, so that large pages fit; where that is not to be had, at any page. */
	if (n >= MCFG_MMU_LARGE_PAGES && mcfg_page_set_take(&area, n, MCFG_CHUNK_PAGES, &first))
		return address_of(first);
	return mcfg_page_set_take(&area, n, 1, &first) ? address_of(first) : 0;
}

/* ---- pages in it ----------------------------------------------------------------------------- */

/* Is there a border between leaves at both ends? Where there was none, one is made. */
static bool cut_out(uintptr_t at, uintptr_t end)
{
	return mcfg_mmu_cut(at) && mcfg_mmu_cut(end);
}

bool mcfg_area_empty(uintptr_t at, size_t n)
{
	const uintptr_t end = at + n * MCFG_PAGE_BYTES;

	if (!cut_out(at, end))
		return false;
	while (at < end) {
		uint64_t physical;
		size_t part = mcfg_mmu_find(at, &physical);

		mcfg_mmu_unmap(at);
		if (part > 0)
			mcfg_pages_close(memory_at(physical), part);
		at += (part > 0 ? part : 1) * MCFG_PAGE_BYTES;
	}
	return true;
}

bool mcfg_area_close(uintptr_t at, size_t n)
{
	if (!mcfg_area_empty(at, n))
		return false;
	mcfg_page_set_give(&area, page_of(at), n);
	return true;
}

/* Maps one leaf of `n` pages with fresh memory. */
static bool fill_leaf(uintptr_t at, size_t n, unsigned prot)
{
	char *pages = mcfg_pages_open(n);

	if (!pages)
		return false;
	for (size_t i = 0; i < n; i++)
		mcfg_arch_clear_page(pages + i * MCFG_PAGE_BYTES);
	if (mcfg_mmu_map(at, (uintptr_t)pages, n, prot))
		return true;
	mcfg_pages_close(pages, n);
	return false;
}

static bool takes_large(uintptr_t at, uintptr_t end)
{
	const size_t bytes = (size_t)MCFG_MMU_LARGE_PAGES * MCFG_PAGE_BYTES;
	uint64_t physical;

	if (at & (bytes - 1) || end - at < bytes)
		return false;
	for (size_t i = 0; i < MCFG_MMU_LARGE_PAGES; i++)
		if (mcfg_mmu_find(at + i * MCFG_PAGE_BYTES, &physical))
			return false;
	return true;
}

bool mcfg_area_fill(uintptr_t at, size_t n, unsigned prot)
{
	const uintptr_t end = at + n * MCFG_PAGE_BYTES;
	uint64_t physical;

	while (at < end) {
		size_t part = mcfg_mmu_find(at, &physical);

		if (part == 0 && takes_large(at, end) && fill_leaf(at, MCFG_MMU_LARGE_PAGES, prot))
			part = MCFG_MMU_LARGE_PAGES;
		else if (part == 0 && fill_leaf(at, 1, prot))
			part = 1;
		if (part == 0)
			return false;
		at += part * MCFG_PAGE_BYTES;
	}
	return true;
}

bool mcfg_area_protect(uintptr_t at, size_t n, unsigned prot)
{
	const uintptr_t end = at + n * MCFG_PAGE_BYTES;

	if (!cut_out(at, end))
		return false;
	while (at < end) {
		uint64_t physical;
		size_t part = mcfg_mmu_find(at, &physical);

		if (part > 0)
			mcfg_mmu_protect(at, prot);
		at += (part > 0 ? part : 1) * MCFG_PAGE_BYTES;
	}
	return true;
}

bool mcfg_area_touch(uintptr_t at)
{
	at -= at % MCFG_PAGE_BYTES;
	return fill_leaf(at, 1, READ_WRITE);
}

uintptr_t mcfg_area_open_filled(size_t n, unsigned prot)
{
	uintptr_t at;

	if (n > mcfg_memory_free_bytes() / MCFG_PAGE_BYTES)
		return 0;
	at = mcfg_area_open(n);
	if (at && !mcfg_area_fill(at, n, prot)) {
		mcfg_area_close(at, n);
		return 0;
	}
	return at;
}

/* ---- resizing -------------------------------------------------------------------------------- */

/* Maps at `to` what is mapped at `from`, whole leaves; the tables are there. */
static void move(uintptr_t from, uintptr_t to, size_t n)
{
	const uintptr_t end = from + n * MCFG_PAGE_BYTES;

	while (from < end) {
		uint64_t physical;
		size_t part = mcfg_mmu_find(from, &physical);

		if (part > 0) {
			mcfg_mmu_unmap(from);
			mcfg_mmu_map(to, physical, part, READ_WRITE);
		}
		from += (part > 0 ? part : 1) * MCFG_PAGE_BYTES;
		to += (part > 0 ? part : 1) * MCFG_PAGE_BYTES;
	}
}

static uintptr_t move_to_larger(uintptr_t at, size_t n, size_t new_n)
{
	uintptr_t new = mcfg_area_open(new_n);

	if (!new)
		return 0;
	if (!cut_out(at, at + n * MCFG_PAGE_BYTES) || !mcfg_mmu_prepare(new, n) ||
	    !mcfg_area_fill(new + n *MCFG_PAGE_BYTES, new_n - n, READ_WRITE)) {
		mcfg_area_close(new, new_n);
		return 0;
	}
	move(at, new, n);
	mcfg_page_set_give(&area, page_of(at), n);
	return new;
}

static uintptr_t grow_in_place(uintptr_t at, size_t n, size_t new_n)
{
	uintptr_t end = at + n * MCFG_PAGE_BYTES;

	if (mcfg_area_fill(end, new_n - n, READ_WRITE))
		return at;
	mcfg_area_close(end, new_n - n);
	return 0;
}

uintptr_t mcfg_area_resize(uintptr_t at, size_t n, size_t new_n, bool may_move)
{
	if (new_n == n)
		return at;
	if (new_n < n)
		return mcfg_area_close(at + new_n * MCFG_PAGE_BYTES, n - new_n) ? at : 0;
	if (new_n - n > mcfg_memory_free_bytes() / MCFG_PAGE_BYTES)
		return 0;
	if (mcfg_page_set_take_at(&area, page_of(at) + n, new_n - n))
		return grow_in_place(at, n, new_n);
	return may_move ? move_to_larger(at, n, new_n) : 0;
}
