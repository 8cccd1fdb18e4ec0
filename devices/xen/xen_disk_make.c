/* Making a request: its pieces, lent or copied, and what stands in its slot. See xen_disk.h. */
#include "xen_disk.h"

#include <mcfg/xen/grant.h>
#include <string.h>
#include <xen/xen.h>

#include <xen/io/blkif.h>

_Static_assert(XEN_DISK_PLAIN == BLKIF_MAX_SEGMENTS_PER_REQUEST, "what fits into a slot");
_Static_assert(XEN_DISK_SEGMENTS * sizeof(struct blkif_request_segment) <= MCFG_DMA_PAGE_BYTES,
               "a list is a page");
_Static_assert(XEN_DISK_FLUSH == BLKIF_OP_FLUSH_DISKCACHE && XEN_DISK_DISCARD == BLKIF_OP_DISCARD &&
                   XEN_DISK_BARRIER == BLKIF_OP_WRITE_BARRIER,
               "the protocol's own numbers");

/* ---- pieces ---------------------------------------------------------------------------------- */

static size_t in_page(const unsigned char *at)
{
	return (uintptr_t)at % MCFG_DMA_PAGE_BYTES;
}

/* May the backend have the pages themselves? */
static bool can_lend(const struct xen_disk *disk, const struct mcfg_buf *buf)
{
	return !disk->persistent && (uintptr_t)buf->data % disk->info.sector_bytes == 0 &&
	       mcfg_buf_alone(buf);
}

/* The buf's own page, up to its end; with a view, where none holds the buf yet. */
static bool lend(struct xen_disk *disk, struct xen_disk_request *request,
                 struct xen_disk_segment *segment, const struct mcfg_buf *buf, size_t offset)
{
	const unsigned char *at = buf->data + offset;
	size_t left = buf->len - offset, room = MCFG_DMA_PAGE_BYTES - in_page(at);
	bool is_held = request->n > 0 && offset > 0;
	struct mcfg_buf *view = is_held ? NULL : mcfg_buf_share(buf);

	if (!is_held && !view)
		return false;
	if (xen_grant_access(&segment->ref, disk->bus.domain, at - in_page(at),
	                     request->operation == XEN_DISK_READ ? XEN_GRANT_WRITE
	                                                         : XEN_GRANT_READ)) {
		if (view)
			mcfg_buf_put(view);
		return false;
	}
	segment->view = view;
	segment->page = NULL;
	segment->first = (uint16_t)in_page(at);
	segment->bytes = (uint16_t)(left < room ? left : room);
	return true;
}

static bool copy(struct xen_disk *disk, const struct xen_disk_request *request,
                 struct xen_disk_segment *segment, const struct mcfg_buf *buf, size_t offset)
{
	size_t left = buf->len - offset;
	struct xen_page *page = xen_pages_get(&disk->pages);

	if (!page)
		return false;
	*segment = (struct xen_disk_segment){
		.page = page,
		.to = buf->data + offset,
		.bytes = (uint16_t)(left < MCFG_DMA_PAGE_BYTES ? left : MCFG_DMA_PAGE_BYTES)
	};
	if (request->operation == XEN_DISK_WRITE)
		memcpy(page->memory, segment->to, segment->bytes);
	return true;
}

/* Is there room for one more: in the slot, or in a list? */
static bool has_room(struct xen_disk *disk, struct xen_disk_request *request)
{
	if (request->n == XEN_DISK_PLAIN && !request->list)
		request->list =
		    disk->offer.segments > XEN_DISK_PLAIN ? xen_pages_get(&disk->pages) : NULL;
	return request->n < (request->list ? disk->offer.segments : XEN_DISK_PLAIN);
}

static bool add_segment(struct xen_disk *disk, struct xen_disk_request *request,
                        const struct mcfg_buf *buf, size_t offset)
{
	struct xen_disk_segment *segment = &request->segments[request->n];

	return can_lend(disk, buf) ? lend(disk, request, segment, buf, offset)
	                           : copy(disk, request, segment, buf, offset);
}

/* As many as there are, up to what one request takes, and as far as there are pages, grants and
 * views for. Gives their bytes. Empty bufs have none. */
uint64_t xen_disk_add_segments(struct xen_disk *disk, struct xen_disk_request *request,
                               struct xen_disk_place *place)
{
	uint64_t bytes = 0;

	while (place->at < place->n) {
		const struct mcfg_buf *buf = place->bufs[place->at];

		if (place->offset == buf->len) {
			place->at++;
			place->offset = 0;
			continue;
		}
		if (!has_room(disk, request) || !add_segment(disk, request, buf, place->offset))
			break;
		place->offset += request->segments[request->n].bytes;
		bytes += request->segments[request->n++].bytes;
	}
	return bytes;
}

/* ---- slots ----------------------------------------------------------------------------------- */

static struct blkif_request_segment wire_of(const struct xen_disk_segment *segment)
{
	uint16_t first = segment->first / XEN_DISK_SECTOR_BYTES;

	return (struct blkif_request_segment){
		.gref = segment->page ? segment->page->ref : segment->ref,
		.first_sect = (uint8_t)first,
		.last_sect = (uint8_t)(first + segment->bytes / XEN_DISK_SECTOR_BYTES - 1)
	};
}

static void write_segments(struct blkif_request_segment *to, const struct xen_disk_request *request)
{
	for (size_t i = 0; i < request->n; i++)
		to[i] = wire_of(&request->segments[i]);
}

static void write_list(struct xen_disk *disk, struct blkif_request_indirect *slot,
                       const struct xen_disk_request *request)
{
	slot->operation = BLKIF_OP_INDIRECT;
	slot->indirect_op = request->operation;
	slot->nr_segments = request->n;
	slot->handle = (uint16_t)disk->number;
	slot->indirect_grefs[0] = request->list->ref;
	write_segments((void *)request->list->memory, request);
}

/* Into the next slot of the ring, which there is; it is not offered yet. */
void xen_disk_write_request(struct xen_disk *disk, struct xen_disk_request *request,
                            uint64_t sector, uint64_t n_sectors)
{
	uint64_t scale = disk->info.sector_bytes / XEN_DISK_SECTOR_BYTES;
	uint64_t id = (uint64_t)(request - disk->requests);
	struct blkif_request *slot = xen_ring_add(&disk->ring);

	mcfg_assert(slot);
	if (request->list) {
		struct blkif_request_indirect *indirect = (void *)slot;

		write_list(disk, indirect, request);
		indirect->id = id;
		indirect->sector_number = sector * scale;
		return;
	}
	slot->operation = request->operation;
	slot->nr_segments = (uint8_t)request->n; /* of a discard: its flags, none */
	slot->handle = (uint16_t)disk->number;
	slot->id = id;
	slot->sector_number = sector * scale;
	if (request->operation == XEN_DISK_DISCARD)
		((struct blkif_request_discard *)(void *)slot)->nr_sectors = n_sectors * scale;
	else
		write_segments(slot->seg, request);
}
