/* Reading, writing and all else that is asked of a disk of a domain, and the waiting for it. See
 * xen_disk.h. */
#include "xen_disk.h"

#include <errno.h>
#include <mcfg/task.h>

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
	xen_disk_release_request(disk, request);
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
