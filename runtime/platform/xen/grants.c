/*
 * The grant table, version 1: frames of Xen's in the place of pages of ours, mapped as they are
 * needed. Which entries are free is kept in memory of our own. See grants.h.
 */
#include "grants.h"

#include "shared.h"

#include <errno.h>
#include <mcfg/assert.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <stdlib.h>

enum {
	PER_FRAME = XEN_PAGE_BYTES / sizeof(grant_entry_v1_t),
	MAX_FRAMES = 64, /* 32768 grants; Xen's own limit may be lower */
	FIRST_PAUSE_NS = 1000000,
	LAST_PAUSE_NS = 64000000
};

/* In `next`, instead of the next free one. */
#define STANDS UINT32_MAX

static struct {
	grant_entry_v1_t *frames[MAX_FRAMES];
	uint32_t *next; /* of each entry: the next free one (0: none), or STANDS */
	uint32_t free;  /* the first free one, or 0 */
	unsigned n_frames;
	unsigned limit; /* of frames; 0: not known yet */
	size_t standing;
} grants;

static grant_entry_v1_t *entry_of(uint32_t ref)
{
	mcfg_assert(ref < grants.n_frames * PER_FRAME && grants.next[ref] == STANDS);
	return &grants.frames[ref / PER_FRAME][ref % PER_FRAME];
}

/* ---- growing --------------------------------------------------------------------------------- */

static unsigned frame_limit(void)
{
	struct gnttab_query_size query = { .dom = DOMID_SELF };

	if (grants.limit)
		return grants.limit;
	if (xen_grant_table_op(GNTTABOP_query_size, &query, 1) || query.status != GNTST_okay)
		return 0;
	grants.limit = query.max_nr_frames < MAX_FRAMES ? query.max_nr_frames : MAX_FRAMES;
	return grants.limit;
}

/* Makes the entries of a new frame free; those that Xen reserves are not. */
static void free_entries(unsigned frame)
{
	uint32_t first = frame * PER_FRAME;

	for (uint32_t ref = first + PER_FRAME; ref-- > first;) {
		if (ref < GNTTAB_NR_RESERVED_ENTRIES)
			break;
		grants.next[ref] = grants.free;
		grants.free = ref;
	}
}

static int map_frame(unsigned frame)
{
	grant_entry_v1_t *page = mcfg_platform_dma_open(XEN_PAGE_BYTES);
	int error;

	if (!page)
		return -ENOMEM;
	error = xen_map_page(XENMAPSPACE_grant_table, frame, page);
	if (error) {
		mcfg_platform_dma_close(page, XEN_PAGE_BYTES);
		return error;
	}
	grants.frames[frame] = page;
	return 0;
}

static int grow(void)
{
	unsigned frame = grants.n_frames;
	uint32_t *next;
	int error;

	if (frame >= frame_limit())
		return -ENOSPC;
	next = realloc(grants.next, (size_t)(frame + 1) * PER_FRAME * sizeof *next);
	if (!next)
		return -ENOMEM;
	grants.next = next;
	error = map_frame(frame);
	if (error)
		return error;
	grants.n_frames++;
	free_entries(frame);
	return 0;
}

int xen_grants_resume(void)
{
	for (unsigned frame = 0; frame < grants.n_frames; frame++) {
		int error = xen_map_page(XENMAPSPACE_grant_table, frame, grants.frames[frame]);

		if (error)
			return error;
	}
	return 0;
}

/* ---- granting and ending --------------------------------------------------------------------- */

int xen_grant_access(uint32_t *ref, uint16_t domain, const void *page, enum xen_grant what)
{
	uint64_t frame = mcfg_platform_dma_address(page) / XEN_PAGE_BYTES;
	uint16_t flags = GTF_permit_access;
	grant_entry_v1_t *entry;
	int error;

	mcfg_assert(mcfg_platform_dma_address(page) % XEN_PAGE_BYTES == 0 && frame <= UINT32_MAX);
	if (!grants.free && (error = grow()))
		return error;
	*ref = grants.free;
	grants.free = grants.next[*ref];
	grants.next[*ref] = STANDS;
	grants.standing++;
	if (what == XEN_GRANT_READ)
		flags |= GTF_readonly;
	entry = entry_of(*ref);
	entry->frame = (uint32_t)frame;
	entry->domid = domain;
	xen_store(&entry->flags, flags);
	return 0;
}

bool xen_grant_in_use(uint32_t ref)
{
	return (xen_load(&entry_of(ref)->flags) & (GTF_reading | GTF_writing)) != 0;
}

/* Each time the exchange fails Xen has changed the flags: it has begun to use the page, or ended.
 */
int xen_grant_end(uint32_t ref)
{
	grant_entry_v1_t *entry = entry_of(ref);
	uint16_t flags = xen_load(&entry->flags);

	do {
		if (flags & (GTF_reading | GTF_writing))
			return -EBUSY;
	} while (!__atomic_compare_exchange_n(&entry->flags, &flags, 0, false, __ATOMIC_SEQ_CST,
	                                      __ATOMIC_SEQ_CST));
	grants.next[ref] = grants.free;
	grants.free = ref;
	grants.standing--;
	return 0;
}

int xen_grant_end_wait(uint32_t ref)
{
	uint64_t pause_ns = FIRST_PAUSE_NS;
	int error;

	while (xen_grant_end(ref)) {
		if ((error = task_sleep_ns(pause_ns)))
			return error;
		if (pause_ns < LAST_PAUSE_NS)
			pause_ns *= 2;
	}
	return 0;
}

struct xen_grant_count xen_grant_count(void)
{
	size_t usable = (size_t)frame_limit() * PER_FRAME;

	if (usable < GNTTAB_NR_RESERVED_ENTRIES)
		return (struct xen_grant_count){ .standing = grants.standing };
	return (struct xen_grant_count){ .standing = grants.standing,
		                         .room = usable - GNTTAB_NR_RESERVED_ENTRIES -
		                                 grants.standing };
}
