/* The requests that are with a disk's backend, and their ends. See xen_disk.h. */
#include "xen_disk.h"

#include <errno.h>
#include <mcfg/base.h>
#include <mcfg/xen/grant.h>
#include <stdlib.h>
#include <string.h>
#include <xen/xen.h>

#include <xen/io/blkif.h>

/* ---- opening and closing --------------------------------------------------------------------- */

int xen_disk_open_requests(struct xen_disk *disk)
{
	disk->n_requests = disk->ring.n;
	disk->requests = calloc(disk->n_requests, sizeof *disk->requests);
	disk->segments = calloc(disk->n_requests * disk->offer.segments, sizeof *disk->segments);
	if (!disk->requests || !disk->segments) {
		xen_disk_close_requests(disk);
		return -ENOMEM;
	}
	for (size_t i = disk->n_requests; i-- > 0;) {
		disk->requests[i].segments = disk->segments + i * disk->offer.segments;
		disk->requests[i].next = disk->free;
		disk->free = &disk->requests[i];
	}
	return 0;
}

void xen_disk_close_requests(struct xen_disk *disk)
{
	free(disk->requests);
	free(disk->segments);
	disk->requests = NULL;
	disk->segments = NULL;
	disk->free = NULL;
	disk->n_requests = 0;
}

/* ---- giving back ----------------------------------------------------------------------------- */

/* Ends the grants of the bufs' pages. Returns whether the backend has let go of all. */
static bool end_grants(struct xen_disk_request *request, int (*end)(uint32_t ref))
{
	bool all = true;

	for (size_t i = 0; i < request->n; i++) {
		struct xen_disk_segment *segment = &request->segments[i];

		if (!segment->ref)
			continue;
		if (end(segment->ref))
			all = false;
		else
			segment->ref = 0;
	}
	return all;
}

/* The views and the disk's own pages: nobody else uses them. See xen_disk.h. */
void xen_disk_release_request(struct xen_disk *disk, struct xen_disk_request *request)
{
	for (size_t i = 0; i < request->n; i++) {
		struct xen_disk_segment *segment = &request->segments[i];

		if (segment->view)
			mcfg_buf_put(segment->view);
		if (segment->page)
			xen_pages_put(&disk->pages, segment->page);
	}
	if (request->list)
		xen_pages_put(&disk->pages, request->list);
	request->list = NULL;
	request->n = 0;
	request->next = disk->free;
	disk->free = request;
}

static void copy_back(const struct xen_disk_request *request)
{
	for (size_t i = 0; i < request->n; i++) {
		const struct xen_disk_segment *segment = &request->segments[i];

		if (segment->page)
			memcpy(segment->to, segment->page->memory, segment->bytes);
	}
}

/* Tells its task, if there is one. A mistake counts more than that it must be done again. */
static void tell(struct xen_disk_request *request, int error)
{
	struct xen_disk_transfer *transfer = request->transfer;

	request->transfer = NULL;
	if (!transfer)
		return;
	if (error && (!transfer->error || transfer->error == -EAGAIN))
		transfer->error = error;
	if (--transfer->n == 0)
		mcfg_waker_wake(&transfer->ended, 0);
}

/* ---- the ends of requests -------------------------------------------------------------------- */

static void wake(struct mcfg_waker *waker)
{
	if (waker)
		mcfg_waker_wake(waker, 0);
}

void xen_disk_wake(struct xen_disk *disk)
{
	wake(disk->room);
	if (disk->n_out == 0 || disk->state != XEN_DISK_UP)
		wake(disk->idle);
}

static int error_of(int16_t status)
{
	if (status == BLKIF_RSP_OKAY)
		return 0;
	return status == BLKIF_RSP_EOPNOTSUPP ? -EOPNOTSUPP : -EIO;
}

/* It is done. A backend that answers while it has pages in use keeps these. */
static bool end_request(struct xen_disk *disk, struct xen_disk_request *request, int error)
{
	if (!end_grants(request, xen_grant_end))
		return false;
	request->is_out = false;
	disk->n_out--;
	if (!error && request->operation == XEN_DISK_READ && request->transfer)
		copy_back(request);
	tell(request, error);
	xen_disk_release_request(disk, request);
	return true;
}

/* The request that is answered; null: there is no such request. */
static struct xen_disk_request *answered(struct xen_disk *disk,
                                         const struct blkif_response *response)
{
	struct xen_disk_request *request;

	if (response->id >= disk->n_requests)
		return NULL;
	request = &disk->requests[response->id];
	if (!request->is_out)
		return NULL;
	return response->operation == request->operation ||
	               (request->list && response->operation == BLKIF_OP_INDIRECT)
	           ? request
	           : NULL;
}

static bool take_response(struct xen_disk *disk, const struct blkif_response *response)
{
	struct xen_disk_request *request = answered(disk, response);

	if (!request) {
		xen_disk_break(disk, "answers what it was not asked");
		return false;
	}
	if (!end_request(disk, request, error_of(response->status))) {
		xen_disk_break(disk, "holds on to pages");
		return false;
	}
	return true;
}

void xen_disk_happened(struct xen_event *event)
{
	struct xen_disk *disk = container_of(event, struct xen_disk, event);
	struct blkif_response response;
	int taken;

	if (disk->ring.broken)
		return;
	do {
		while ((taken = xen_ring_take(&disk->ring, &response, sizeof response)) > 0)
			if (!take_response(disk, &response))
				return;
	} while (taken == 0 && xen_ring_expect(&disk->ring, 1));
	if (taken < 0)
		xen_disk_break(disk, "counts what it was not asked");
	else
		xen_disk_wake(disk);
}

/* The tasks need not wait; what is with the backend stays with it until the keeper has left it. */
void xen_disk_break(struct xen_disk *disk, const char *how)
{
	xen_disk_say(disk, MCFG_LOG_ERROR, "its backend %s: it is not used any more", how);
	disk->ring.broken = true;
	disk->state = XEN_DISK_BROKEN;
	for (size_t i = 0; i < disk->n_requests; i++)
		if (disk->requests[i].is_out)
			tell(&disk->requests[i], -EIO);
	xen_disk_wake(disk);
	xen_watch_close(&disk->bus.watch); /* wakes the keeper */
}

size_t xen_disk_abandon(struct xen_disk *disk, int error)
{
	size_t n_lost = 0;

	for (size_t i = 0; i < disk->n_requests; i++) {
		struct xen_disk_request *request = &disk->requests[i];

		if (!request->is_out)
			continue;
		request->is_out = false;
		disk->n_out--;
		if (end_grants(request, xen_grant_end_wait)) {
			tell(request, error);
			xen_disk_release_request(disk, request);
		} else {
			tell(request, -EIO);
			n_lost++;
		}
	}
	return n_lost;
}
