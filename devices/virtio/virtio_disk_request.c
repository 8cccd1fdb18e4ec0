/* The requests to a disk of a virtio machine. See virtio_disk.h. */
#include "virtio_disk.h"

#include <errno.h>
#include <mcfg/base.h>
#include <mcfg/endian.h>
#include <mcfg/task.h>
#include <string.h>

enum { STATUS_GOOD = 0, STATUS_UNKNOWN = 2, STATUS_NONE = 0xff, DISCARD_BYTES = 16 };

_Static_assert(sizeof(struct virtio_disk_wire) * VIRTIO_DISK_REQUESTS == MCFG_DMA_PAGE_BYTES,
               "they fill a page");

int virtio_disk_open_requests(struct virtio_disk *disk)
{
	disk->wires = mcfg_platform_dma_open(MCFG_DMA_PAGE_BYTES);
	if (!disk->wires)
		return -ENOMEM;
	for (size_t i = 0; i < VIRTIO_DISK_REQUESTS; i++) {
		struct virtio_disk_request *request = &disk->requests[i];

		request->disk = disk;
		request->wire = &disk->wires[i];
		request->next = disk->free;
		disk->free = request;
	}
	return 0;
}

void virtio_disk_close_requests(struct virtio_disk *disk)
{
	mcfg_platform_dma_close(disk->wires, MCFG_DMA_PAGE_BYTES);
}

/* ---- the ends of requests -------------------------------------------------------------------- */

static void put_views(struct virtio_disk_request *request)
{
	while (request->views) {
		struct mcfg_buf *view = request->views;

		request->views = view->next;
		mcfg_buf_put(view);
	}
}

/* The bufs and the request are the driver's again. */
static void release(struct virtio_disk_request *request)
{
	struct virtio_disk *disk = request->disk;

	put_views(request);
	request->next = disk->free;
	disk->free = request;
}

/* Tells its task, which releases it; or nobody. */
static void end_request(struct virtio_disk_request *request, int error)
{
	if (request->left)
		release(request);
	else
		mcfg_waker_wake(&request->ended, error);
}

/* What the disk says, read once. It must have written all that it says to have read. */
static int result_of(const struct virtio_disk_request *request, uint32_t len)
{
	unsigned char status = __atomic_load_n(&request->wire->status, __ATOMIC_RELAXED);

	if (status == STATUS_GOOD)
		return len > request->read_bytes ? 0 : -EIO;
	return status == STATUS_UNKNOWN && request->wire->type == VIRTIO_DISK_DISCARD ? -EOPNOTSUPP
	                                                                              : -EIO;
}

static void wake_room(struct virtio_disk *disk)
{
	if (disk->room)
		mcfg_waker_wake(disk->room, 0);
}

void virtio_disk_abandon(struct virtio_disk *disk, int error)
{
	struct virtio_disk_request *request;

	disk->queue.broken = true;
	while ((request = virtqueue_abandon(&disk->queue)))
		end_request(request, error);
	wake_room(disk);
}

/* The tasks need not wait, but what the disk may still write to stays with it. */
static void leave_all(struct virtio_disk *disk)
{
	for (size_t i = 0; i < VIRTIO_DISK_REQUESTS; i++) {
		struct virtio_disk_request *request = &disk->requests[i];

		if (request->ended.waiter && !request->left) {
			request->left = true;
			mcfg_waker_wake(&request->ended, -EIO);
		}
	}
	wake_room(disk);
}

/* It broke a rule, or says that it cannot go on. */
static void give_up(struct virtio_disk *disk)
{
	const struct virtio_transport *transport = disk->device.transport;

	if (disk->queue.size == 0)
		return;
	disk->queue.broken = true;
	transport->set_status(&disk->device, 0);
	if (transport->status(&disk->device) == 0)
		virtio_disk_abandon(disk, -EIO);
	else
		leave_all(disk);
}

void virtio_disk_used(struct virtio_device *device)
{
	struct virtio_disk *disk = container_of(device, struct virtio_disk, device);
	void *request;
	uint32_t len;
	int taken;

	if (disk->queue.broken)
		return;
	do {
		while ((taken = virtqueue_take(&disk->queue, &request, &len)) > 0)
			end_request(request, result_of(request, len));
	} while (taken == 0 && virtqueue_expect(&disk->queue, 1));
	if (taken < 0)
		give_up(disk);
	else
		wake_room(disk);
}

void virtio_disk_changed(struct virtio_device *device)
{
	struct virtio_disk *disk = container_of(device, struct virtio_disk, device);

	if (!disk->queue.broken && virtio_is_lost(device))
		give_up(disk);
}

/* ---- making a request ------------------------------------------------------------------------ */

/* Where in the bufs a transfer is. */
struct buf_place {
	struct mcfg_buf *const *bufs;
	size_t n, at, offset;
};

/* Waits until there are a free request and `n` entries of the queue. Its task has the mutex. */
static int wait_for_room(struct virtio_disk *disk, size_t n)
{
	int error = 0;

	while (!error && !disk->queue.broken && (!disk->free || disk->queue.n_free < n)) {
		struct mcfg_waker room = { 0 };

		disk->room = &room;
		error = mcfg_waker_wait(&room);
		disk->room = NULL;
	}
	return !error && disk->queue.broken ? -EIO : error;
}

static struct virtio_disk_request *take_request(struct virtio_disk *disk,
                                                enum virtio_disk_type type, uint64_t sector)
{
	struct virtio_disk_request *request = disk->free;

	disk->free = request->next;
	request->left = false;
	request->ended = (struct mcfg_waker){ 0 };
	request->read_bytes = 0;
	request->wire->type = type;
	request->wire->reserved = 0;
	request->wire->sector = sector * (disk->info.sector_bytes / VIRTIO_DISK_SECTOR_BYTES);
	request->wire->status = STATUS_NONE;
	return request;
}

static struct virtqueue_part part_of(const void *at, size_t bytes)
{
	return (struct virtqueue_part){ mcfg_platform_dma_address(at), (uint32_t)bytes };
}

/* Hands it to the disk: `n` parts, behind the head and before the status. */
static int submit(struct virtio_disk *disk, struct virtio_disk_request *request, size_t n,
                  bool is_written)
{
	struct virtio_disk_wire *wire = request->wire;
	int error;

	disk->parts[0] = part_of(wire, offsetof(struct virtio_disk_wire, data));
	disk->parts[n + 1] = part_of(&wire->status, 1);
	error = virtqueue_add(&disk->queue, disk->parts, is_written ? 1 : n + 1,
	                      is_written ? n + 1 : 1, request);
	if (error)
		return error;
	virtqueue_expect(&disk->queue, 1);
	virtio_offer(&disk->device, VIRTIO_DISK_QUEUE, &disk->queue);
	return 0;
}

/* Who gives up leaves the request to its end. */
static int wait_for(struct virtio_disk_request *request)
{
	int error = mcfg_waker_wait(&request->ended);

	if (request->left)
		return error; /* it was left already, by a disk that is broken */
	if (!request->ended.woken)
		request->left = true;
	else
		release(request);
	return error;
}

/* ---- reading and writing --------------------------------------------------------------------- */

/* How many pieces the next request has of what is left. Empty bufs are none. */
static size_t count_pieces(const struct virtio_disk *disk, struct buf_place place)
{
	size_t n = 0;

	for (; place.at < place.n && n < disk->segments; place.at++, place.offset = 0) {
		size_t left = place.bufs[place.at]->len - place.offset;

		n += (left + disk->segment_bytes - 1) / disk->segment_bytes;
	}
	return n < disk->segments ? n : disk->segments;
}

/* One piece, with a view of its buf that the disk holds. */
static int add_piece(struct virtio_disk *disk, struct virtio_disk_request *request, size_t i,
                     const struct mcfg_buf *buf, size_t offset, size_t bytes)
{
	struct mcfg_buf *view = mcfg_buf_slice(buf, offset, bytes);

	if (!view)
		return -ENOMEM;
	view->next = request->views;
	request->views = view;
	disk->parts[1 + i] =
	    (struct virtqueue_part){ mcfg_buf_device_address(view), (uint32_t)bytes };
	return 0;
}

/* The pieces of one request. Gives how many there are, and their bytes. */
static int add_pieces(struct virtio_disk *disk, struct virtio_disk_request *request,
                      struct buf_place *place, size_t *n, uint32_t *bytes)
{
	*n = 0;
	*bytes = 0;
	while (place->at < place->n && *n < disk->segments) {
		const struct mcfg_buf *buf = place->bufs[place->at];
		size_t left = buf->len - place->offset;
		size_t piece = left < disk->segment_bytes ? left : disk->segment_bytes;
		int error;

		if (*bytes + (uint64_t)piece > disk->segment_bytes && *n > 0 &&
		    *bytes + (uint64_t)piece > UINT32_C(1) << 30)
			return 0;
		error = piece ? add_piece(disk, request, *n, buf, place->offset, piece) : 0;
		if (error)
			return error;
		*n += piece > 0;
		*bytes += (uint32_t)piece;
		place->offset += piece;
		if (place->offset == buf->len) {
			place->at++;
			place->offset = 0;
		}
	}
	return 0;
}

/* Makes the next request of a transfer, with the mutex held. */
static int make_transfer(struct virtio_disk *disk, enum virtio_disk_type type, uint64_t sector,
                         struct buf_place *place, struct virtio_disk_request **made,
                         uint32_t *bytes)
{
	struct virtio_disk_request *request;
	size_t n;
	int error = wait_for_room(disk, count_pieces(disk, *place) + 2);

	if (error)
		return error;
	request = take_request(disk, type, sector);
	error = add_pieces(disk, request, place, &n, bytes);
	if (!error && type == VIRTIO_DISK_READ)
		request->read_bytes = *bytes;
	if (!error)
		error = submit(disk, request, n, type == VIRTIO_DISK_READ);
	if (error)
		release(request);
	*made = request;
	return error;
}

static int transfer_next(struct virtio_disk *disk, enum virtio_disk_type type, uint64_t *sector,
                         struct buf_place *place)
{
	struct virtio_disk_request *request = NULL;
	uint32_t bytes;
	int error = mcfg_mutex_lock(&disk->making);

	if (error)
		return error;
	error = make_transfer(disk, type, *sector, place, &request, &bytes);
	mcfg_mutex_unlock(&disk->making);
	if (error)
		return error;
	*sector += bytes / disk->info.sector_bytes;
	return wait_for(request);
}

int virtio_disk_transfer(struct virtio_disk *disk, enum virtio_disk_type type, uint64_t sector,
                         struct mcfg_buf *const *bufs, size_t n)
{
	struct buf_place place = { bufs, n, 0, 0 };
	int error = 0;

	while (!error && place.at < n)
		error = transfer_next(disk, type, &sector, &place);
	return error;
}

/* ---- requests without bufs ------------------------------------------------------------------- */

/* One whose data, if any, lies beside its head. Gives the request when it has ended well. */
static int ask(struct virtio_disk *disk, enum virtio_disk_type type, const void *data, size_t len,
               bool is_written, void *answer)
{
	struct virtio_disk_request *request = NULL;
	int error = mcfg_mutex_lock(&disk->making);

	if (error)
		return error;
	error = wait_for_room(disk, 3);
	if (!error) {
		request = take_request(disk, type, 0);
		memset(request->wire->data, 0, sizeof request->wire->data);
		if (data)
			memcpy(request->wire->data, data, len);
		disk->parts[1] = part_of(request->wire->data, len);
		error = submit(disk, request, len > 0, is_written);
		if (error)
			release(request);
	}
	mcfg_mutex_unlock(&disk->making);
	if (error)
		return error;
	error = wait_for(request);
	if (!error && answer)
		memcpy(answer, request->wire->data, len); /* nobody has run since */
	return error;
}

/* A disk that cannot flush has nothing to be flushed. */
int virtio_disk_flush(struct virtio_disk *disk)
{
	return disk->can_flush ? ask(disk, VIRTIO_DISK_FLUSH, NULL, 0, false, NULL) : 0;
}

static int discard_next(struct virtio_disk *disk, uint64_t sector, uint64_t n)
{
	uint32_t scale = disk->info.sector_bytes / VIRTIO_DISK_SECTOR_BYTES;
	unsigned char range[DISCARD_BYTES] = { 0 };

	mcfg_put_le64(range, sector * scale);
	mcfg_put_le32(range + 8, (uint32_t)(n * scale));
	return ask(disk, VIRTIO_DISK_DISCARD, range, sizeof range, false, NULL);
}

int virtio_disk_discard(struct virtio_disk *disk, uint64_t sector, uint64_t n)
{
	int error = 0;

	while (!error && n > 0) {
		uint64_t part = n < disk->most_discard ? n : disk->most_discard;

		error = discard_next(disk, sector, part);
		sector += part;
		n -= part;
	}
	return error;
}

int virtio_disk_name(struct virtio_disk *disk, char name[VIRTIO_DISK_NAME_BYTES])
{
	return ask(disk, VIRTIO_DISK_NAME, NULL, VIRTIO_DISK_NAME_BYTES, true, name);
}
