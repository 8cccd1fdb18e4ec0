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

/* The views and the disk's own pages: nobody else uses them. */
static void release(struct xen_disk *disk, struct xen_disk_request *request)
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
	release(disk, request);
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
			release(disk, request);
		} else {
			tell(request, -EIO);
			n_lost++;
		}
	}
	return n_lost;
}

/* ---- waiting --------------------------------------------------------------------------------- */

static bool is_usable(const struct xen_disk *disk)
{
	return disk->state == XEN_DISK_UP && disk->n_holds == 0;
}

/* Until something has changed. Its task has the mutex. */
static int wait_for_change(struct xen_disk *disk)
{
	struct mcfg_waker room = { 0 };
	int error;

	disk->room = &room;
	error = mcfg_waker_wait(&room);
	disk->room = NULL;
	return error;
}

/* Until there is a backend; not longer than it may be away. */
static int wait_until_usable(struct xen_disk *disk)
{
	int error = 0;

	while (!error && !is_usable(disk)) {
		uint64_t end_ns = disk->state == XEN_DISK_AWAY
		                      ? mcfg_after_ns(disk->gone_ns, disk->return_ns)
		                      : MCFG_NEVER_NS;
		uint64_t outer_ns;

		if (disk->state == XEN_DISK_BROKEN)
			return -EIO;
		if (task_now_ns() >= end_ns)
			return -ENODEV;
		outer_ns = task_deadline_push(end_ns);
		error = wait_for_change(disk);
		task_deadline_pop(outer_ns);
		if (error == -ETIMEDOUT && task_now_ns() >= end_ns)
			return -ENODEV;
	}
	return error;
}

static void offer(struct xen_disk *disk)
{
	if (xen_ring_offer(&disk->ring))
		xen_event_notify(&disk->event);
}

/* Until a request has ended: those that were made are offered before. */
static int wait_for_room(struct xen_disk *disk)
{
	int error;

	offer(disk);
	error = wait_for_change(disk);
	if (error || is_usable(disk))
		return error;
	return disk->state == XEN_DISK_BROKEN ? -EIO : -EAGAIN;
}

int xen_disk_wait_idle(struct xen_disk *disk)
{
	int error = 0;

	while (!error && disk->n_out > 0 && disk->state == XEN_DISK_UP) {
		struct mcfg_waker idle = { 0 };

		if (disk->idle)
			return -EBUSY;
		disk->idle = &idle;
		error = mcfg_waker_wait(&idle);
		disk->idle = NULL;
	}
	return error;
}

/* ---- transfers ------------------------------------------------------------------------------- */

/* What a call asks for: bufs, or some sectors, or nothing. */
struct job {
	enum xen_disk_operation operation;
	uint64_t sector, n_sectors;
	struct xen_disk_place place;
};

static int take_free(struct xen_disk *disk, struct xen_disk_request **request,
                     enum xen_disk_operation operation)
{
	int error = 0;

	while (!error && !disk->free)
		error = wait_for_room(disk);
	if (error)
		return error;
	*request = disk->free;
	disk->free = (*request)->next;
	(*request)->operation = (uint8_t)operation;
	(*request)->n = 0;
	return 0;
}

static void add_to(struct xen_disk *disk, struct xen_disk_request *request,
                   struct xen_disk_transfer *transfer, uint64_t sector, uint64_t n_sectors)
{
	request->transfer = transfer;
	request->is_out = true;
	transfer->n++;
	disk->n_out++;
	xen_disk_write_request(disk, request, sector, n_sectors);
}

/* The next request of the job. Where there is no page, grant or view for it, one that ends brings
 * some. */
static int make_next(struct xen_disk *disk, struct xen_disk_transfer *transfer, struct job *job)
{
	struct xen_disk_request *request;
	uint64_t bytes;
	int error = take_free(disk, &request, job->operation);

	if (error)
		return error;
	bytes = xen_disk_add_segments(disk, request, &job->place);
	if (bytes > 0) {
		add_to(disk, request, transfer, job->sector, 0);
		job->sector += bytes / disk->info.sector_bytes;
		return 0;
	}
	release(disk, request);
	if (job->place.at == job->place.n)
		return 0;
	return disk->n_out > 0 ? wait_for_room(disk) : -ENOMEM;
}

static int make_all(struct xen_disk *disk, struct xen_disk_transfer *transfer, struct job *job)
{
	struct xen_disk_request *request;
	int error = wait_until_usable(disk);

	if (error)
		return error;
	if (job->place.n == 0) {
		error = take_free(disk, &request, job->operation);
		if (!error)
			add_to(disk, request, transfer, job->sector, job->n_sectors);
	}
	while (!error && job->place.at < job->place.n)
		error = make_next(disk, transfer, job);
	offer(disk);
	return error;
}

/* Who gives up leaves its requests to their ends. */
static void leave(struct xen_disk *disk, const struct xen_disk_transfer *transfer)
{
	for (size_t i = 0; i < disk->n_requests; i++)
		if (disk->requests[i].transfer == transfer)
			disk->requests[i].transfer = NULL;
}

static int wait_for(struct xen_disk *disk, struct xen_disk_transfer *transfer)
{
	int error = 0;

	if (--transfer->n == 0)
		return transfer->error;
	error = mcfg_waker_wait(&transfer->ended);
	if (transfer->ended.woken)
		return transfer->error;
	leave(disk, transfer);
	return error;
}

static int do_once(struct xen_disk *disk, struct job job)
{
	struct xen_disk_transfer transfer = { .n = 1 }; /* itself, while it makes them */
	int error = mcfg_mutex_lock(&disk->making), ended;

	if (error)
		return error;
	error = make_all(disk, &transfer, &job);
	mcfg_mutex_unlock(&disk->making);
	ended = wait_for(disk, &transfer);
	return ended && ended != -EAGAIN ? ended : error ? error : ended;
}

static int do_job(struct xen_disk *disk, const struct job *job)
{
	int error;

	do
		error = do_once(disk, *job);
	while (error == -EAGAIN);
	return error;
}

int xen_disk_transfer(struct xen_disk *disk, enum xen_disk_operation operation, uint64_t sector,
                      struct mcfg_buf *const *bufs, size_t n)
{
	struct job job = { .operation = operation, .sector = sector, .place = { bufs, n, 0, 0 } };
	int error = do_job(disk, &job);

	return error == -EOPNOTSUPP ? -EIO : error;
}

/* ---- requests without bufs ------------------------------------------------------------------- */

/* A backend that offers to flush may still say that there is nothing that it could flush. */
int xen_disk_flush(struct xen_disk *disk)
{
	struct job job = { 0 };
	int error;

	do {
		bool *is_offered =
		    disk->offer.can_flush ? &disk->offer.can_flush : &disk->offer.has_barrier;

		if (!*is_offered)
			return disk->state == XEN_DISK_BROKEN ? -EIO : 0;
		job.operation = disk->offer.can_flush ? XEN_DISK_FLUSH : XEN_DISK_BARRIER;
		error = do_job(disk, &job);
		if (error == -EOPNOTSUPP)
			*is_offered = false;
	} while (error == -EOPNOTSUPP);
	return error;
}

/* Whole units only: what is left at the ends is needed no more either, but is nothing to discard.
 */
int xen_disk_discard(struct xen_disk *disk, uint64_t sector, uint64_t n)
{
	uint64_t unit = disk->offer.discard_unit, first = disk->offer.discard_first;
	uint64_t to_unit = unit - 1 - (sector + unit - first - 1) % unit;
	struct job job = { .operation = XEN_DISK_DISCARD, .sector = sector + to_unit };

	if (!disk->offer.info.can_discard)
		return -EOPNOTSUPP;
	if (to_unit >= n || n - to_unit < unit)
		return 0;
	job.n_sectors = (n - to_unit) / unit * unit;
	return do_job(disk, &job);
}
