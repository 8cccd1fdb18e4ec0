/*
 * fake_vbd.h - the backend of a virtual disk, by the rules or not, over fake_xen.h: xvda, whose
 * sectors are bytes of the test's. It looks at the frontend's state, and at the ring, when it is
 * told to.
 */
#ifndef FAKE_VBD_H
#define FAKE_VBD_H

#include "fake_xen.h"

#include <mcfg/xen/xenbus.h>
#include <xen/xen.h>

#include <xen/io/blkif.h>

enum { VBD_SECTORS = 2048, VBD_SECTOR = 512, VBD_RING_PAGES = 16, VBD_HEAD = 64 };

#define VBD_FRONT "device/vbd/51712"
#define VBD_BACK  "/local/domain/0/backend/vbd/7/51712"

static struct {
	unsigned char bytes[VBD_SECTORS * VBD_SECTOR];

	/* What the frontend has told it, while it is connected. */
	bool is_connected;
	uint32_t refs[VBD_RING_PAGES];
	size_t n_pages;
	unsigned char *ring;
	uint32_t port, taken, answered, n_slots;

	/* What was asked of it. */
	unsigned n_requests, n_indirect, n_flushes, n_barriers, n_discards;
	size_t most_segments;
	uint64_t first_discarded, n_discarded;

	/* How it behaves. */
	uint64_t held;    /* it answers none before so many are there */
	int16_t status;   /* it says */
	uint32_t id_more; /* than is right */
	uint8_t operation_more;
	uint32_t count_more;
	bool all_first;  /* it answers the first one over and over */
	bool twice;      /* it answers */
	bool holds_on;   /* to pages of requests that it has answered */
	bool silent;     /* it does nothing */
	bool keeps_ring; /* mapped, when it has gone */
	bool lenient;    /* it takes what makes no sense: a fuzzer wrote it */
} vbd;

static void vbd_offer(const char *name, const char *value)
{
	char path[FAKE_PATH];

	fake_join(path, VBD_BACK, name);
	fake_set(path, value);
}

/* The toolstack makes the device, and the backend offers what it has. */
static void vbd_attach(void)
{
	fake_set(VBD_BACK "/state", "2");
	fake_set(VBD_FRONT "/backend", VBD_BACK);
	fake_set(VBD_FRONT "/backend-id", "0");
	fake_set(VBD_FRONT "/state", "1");
}

static void vbd_init(void)
{
	memset(&vbd, 0, sizeof vbd);
	vbd_offer("sectors", "2048");
	vbd_offer("sector-size", "512");
	vbd_offer("info", "0");
	vbd_offer("mode", "w");
	vbd_offer("feature-flush-cache", "1");
	vbd_offer("feature-discard", "1");
	vbd_attach();
}

/* ---- states ---------------------------------------------------------------------------------- */

static uint32_t vbd_number(const char *name)
{
	char path[FAKE_PATH];

	fake_join(path, VBD_FRONT, name);
	return (uint32_t)strtoul(fake_value(path), NULL, 10);
}

static struct fake_grant *vbd_grant(uint32_t ref)
{
	return ref < FAKE_GRANTS && fake.grants[ref].page ? &fake.grants[ref] : NULL;
}

/* What the frontend does must make sense. Does it? */
static bool vbd_expect(bool sense)
{
	mcfg_assert(sense || vbd.lenient);
	return sense;
}

static bool vbd_map(size_t i)
{
	char name[32];

	snprintf(name, sizeof name, vbd.n_pages > 1 ? "ring-ref%zu" : "ring-ref", i);
	vbd.refs[i] = vbd_number(name);
	if (!vbd_expect(vbd_grant(vbd.refs[i]) && vbd_grant(vbd.refs[i])->is_written))
		return false;
	vbd_grant(vbd.refs[i])->n_used++;
	return true;
}

static void vbd_connect(void)
{
	vbd.n_pages = *fake_value(VBD_FRONT "/ring-page-order")
	                  ? (size_t)1 << vbd_number("ring-page-order")
	                  : 1;
	if (!vbd_expect(vbd.n_pages <= VBD_RING_PAGES))
		return;
	for (size_t i = 0; i < vbd.n_pages; i++)
		if (!vbd_map(i))
			return;
	vbd.ring = vbd_grant(vbd.refs[0])->page;
	vbd.port = vbd_number("event-channel");
	vbd.taken = vbd.answered = 0;
	for (vbd.n_slots = 1; (2 * vbd.n_slots) * sizeof(union blkif_sring_entry) + VBD_HEAD <=
	                      vbd.n_pages * MCFG_DMA_PAGE_BYTES;)
		vbd.n_slots *= 2;
	vbd.is_connected = true;
	fake_set(VBD_BACK "/state", "4");
}

static void vbd_disconnect(void)
{
	for (size_t i = 0; vbd.is_connected && i < vbd.n_pages; i++)
		if (vbd_grant(vbd.refs[i]) && !vbd.keeps_ring)
			vbd_grant(vbd.refs[i])->n_used = 0;
	vbd.is_connected = false;
}

static void vbd_look(void)
{
	uint32_t front = vbd_number("state"), back = (uint32_t)atoi(fake_value(VBD_BACK "/state"));

	if (front == XENBUS_INITIALISED && back == XENBUS_INIT_WAIT)
		vbd_connect();
	if (front == XENBUS_CLOSING && vbd.is_connected) {
		vbd_disconnect();
		fake_set(VBD_BACK "/state", "5");
	}
	if (front == XENBUS_CLOSED && back != XENBUS_CLOSED) {
		vbd_disconnect();
		fake_set(VBD_BACK "/state", "6");
	}
}

/* ---- requests -------------------------------------------------------------------------------- */

static uint32_t *vbd_word(size_t i)
{
	return (uint32_t *)(void *)vbd.ring + i;
}

static union blkif_sring_entry *vbd_slot(uint32_t index)
{
	return (void *)(vbd.ring + VBD_HEAD +
	                (index % vbd.n_slots) * sizeof(union blkif_sring_entry));
}

/* Moves the bytes of one piece. */
static uint64_t vbd_move(const struct blkif_request_segment *segment, uint64_t sector, bool is_read)
{
	struct fake_grant *grant = vbd_grant(segment->gref);
	uint64_t n = segment->last_sect - segment->first_sect + UINT64_C(1);
	unsigned char *at, *page;

	if (!vbd_expect(grant && (grant->is_written || !is_read)) ||
	    !vbd_expect(segment->first_sect <= segment->last_sect && segment->last_sect < 8) ||
	    !vbd_expect(sector < VBD_SECTORS && n <= VBD_SECTORS - sector))
		return 0;
	at = vbd.bytes + sector * VBD_SECTOR;
	page = grant->page + segment->first_sect * VBD_SECTOR;
	memcpy(is_read ? page : at, is_read ? at : page, n * VBD_SECTOR);
	grant->n_used += vbd.holds_on;
	return n;
}

static void vbd_transfer(const struct blkif_request_segment *segments, size_t n, uint64_t sector,
                         bool is_read)
{
	if (n > vbd.most_segments)
		vbd.most_segments = n;
	for (size_t i = 0; i < n; i++)
		sector += vbd_move(&segments[i], sector, is_read);
}

static void vbd_list(const struct blkif_request_indirect *request)
{
	const struct fake_grant *list = vbd_grant(request->indirect_grefs[0]);

	if (!vbd_expect(list && request->nr_segments <= 512))
		return;
	vbd.n_indirect++;
	vbd_transfer((const void *)list->page, request->nr_segments, request->sector_number,
	             request->indirect_op == BLKIF_OP_READ);
}

static void vbd_do(const union blkif_sring_entry *slot)
{
	const struct blkif_request_discard *discard = (const void *)slot;

	vbd.n_requests++;
	switch (slot->req.operation) {
	case BLKIF_OP_READ:
	case BLKIF_OP_WRITE:
		if (vbd_expect(slot->req.nr_segments <= BLKIF_MAX_SEGMENTS_PER_REQUEST))
			vbd_transfer(slot->req.seg, slot->req.nr_segments, slot->req.sector_number,
			             slot->req.operation == BLKIF_OP_READ);
		break;
	case BLKIF_OP_FLUSH_DISKCACHE: vbd.n_flushes++; break;
	case BLKIF_OP_WRITE_BARRIER: vbd.n_barriers++; break;
	case BLKIF_OP_DISCARD:
		vbd.n_discards++;
		vbd.first_discarded = discard->sector_number;
		vbd.n_discarded = discard->nr_sectors;
		break;
	case BLKIF_OP_INDIRECT: vbd_list((const void *)slot); break;
	default: vbd_expect(false);
	}
}

static void vbd_answer(uint64_t id, uint8_t operation)
{
	struct blkif_response response = { .id = id + vbd.id_more,
		                           .operation = (uint8_t)(operation + vbd.operation_more),
		                           .status = vbd.status };

	for (int i = 0; i <= vbd.twice; i++)
		vbd_slot(vbd.answered++)->rsp = response;
}

/* All that was offered; then an event, if one was asked for. */
static void vbd_serve(void)
{
	uint32_t before = vbd.answered, offered;

	if (!vbd.is_connected)
		return;
	offered = __atomic_load_n(vbd_word(0), __ATOMIC_ACQUIRE);
	if (offered - vbd.taken < vbd.held || !vbd_expect(offered - vbd.taken <= vbd.n_slots))
		return;
	while (vbd.taken != offered) {
		union blkif_sring_entry slot = *vbd_slot(vbd.taken++);
		bool is_list = slot.req.operation == BLKIF_OP_INDIRECT;
		struct blkif_request_indirect list;

		memcpy(&list, &slot, sizeof list);
		vbd_do(&slot);
		vbd_answer(vbd.all_first ? 0 : slot.req.id,
		           is_list ? list.indirect_op : slot.req.operation);
	}
	*vbd_word(1) = vbd.taken + 1;
	if (vbd.answered == before)
		return;
	__atomic_store_n(vbd_word(2), vbd.answered + vbd.count_more, __ATOMIC_RELEASE);
	if (vbd.answered - *vbd_word(3) < vbd.answered - before)
		fake_event(vbd.port);
}

/* ---- as a task ------------------------------------------------------------------------------- */

static int vbd_run(void *unused)
{
	(void)unused;
	while (!task_sleep_ns(MSEC(1)))
		if (!vbd.silent) {
			vbd_look();
			vbd_serve();
		}
	return 0;
}

#endif
