/* Reading, writing and all else that is asked of a disk of a virtio machine. See virtio_disk.h. */
#include "virtio_disk.h"

#include <errno.h>
#include <mcfg/endian.h>
#include <mcfg/task.h>
#include <string.h>

enum { DISCARD_BYTES = 16 };

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

/* Its task has the mutex. */
static int submit(struct virtio_disk_request *request)
{
	struct virtio_disk *disk = request->disk;
	int error = virtio_disk_submit(request);

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
		virtio_disk_release(request);
	return error;
}

/* ---- reading and writing --------------------------------------------------------------------- */

/* Where in the bufs a transfer is. */
struct buf_place {
	struct mcfg_buf *const *bufs;
	size_t n, at, offset;
};

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

/* Is there room for so many bytes more? */
static bool fits(uint32_t bytes, size_t piece)
{
	return bytes == 0 || bytes + (uint64_t)piece <= VIRTIO_DISK_MOST_BYTES;
}

/* The pieces of one request. Gives their bytes. */
static int add_pieces(struct virtio_disk_request *request, struct buf_place *place, uint32_t *bytes)
{
	const struct virtio_disk *disk = request->disk;
	size_t n = 0;

	*bytes = 0;
	while (place->at < place->n && n < disk->segments) {
		const struct mcfg_buf *buf = place->bufs[place->at];
		size_t left = buf->len - place->offset;
		size_t piece = left < disk->segment_bytes ? left : disk->segment_bytes;
		int error;

		if (!fits(*bytes, piece))
			return 0;
		error = piece ? virtio_disk_add(request, buf, place->offset, piece) : 0;
		if (error)
			return error;
		n += piece > 0;
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
	int error = wait_for_room(disk, count_pieces(disk, *place) + 2);

	if (error)
		return error;
	request = virtio_disk_take(disk, type, sector);
	error = add_pieces(request, place, bytes);
	if (!error && type == VIRTIO_DISK_READ)
		request->read_bytes = *bytes;
	if (!error)
		error = submit(request);
	if (error)
		virtio_disk_release(request);
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

/* Is nothing left? Empty bufs are passed over: of them alone no request is made. */
static bool is_done(struct buf_place *place)
{
	while (place->at < place->n && place->offset == place->bufs[place->at]->len) {
		place->at++;
		place->offset = 0;
	}
	return place->at == place->n;
}

int virtio_disk_transfer(struct virtio_disk *disk, enum virtio_disk_type type, uint64_t sector,
                         struct mcfg_buf *const *bufs, size_t n)
{
	struct buf_place place = { bufs, n, 0, 0 };
	int error = 0;

	while (!error && !is_done(&place))
		error = transfer_next(disk, type, &sector, &place);
	return error;
}

/* ---- requests without bufs ------------------------------------------------------------------- */

/* One whose data, if any, lies beside its head. Where it is the disk that writes it, it is there
 * when the request has ended well. */
static int ask(struct virtio_disk *disk, enum virtio_disk_type type, void *data, uint32_t len,
               bool is_written)
{
	struct virtio_disk_request *request = NULL;
	int error = mcfg_mutex_lock(&disk->making);

	if (error)
		return error;
	error = wait_for_room(disk, 3);
	if (!error) {
		request = virtio_disk_take(disk, type, 0);
		memset(request->data, 0, sizeof request->data);
		if (len > 0 && !is_written)
			memcpy(request->data, data, len);
		request->n_data = len;
		request->read_bytes = is_written ? len : 0;
		error = submit(request);
		if (error)
			virtio_disk_release(request);
	}
	mcfg_mutex_unlock(&disk->making);
	if (error)
		return error;
	error = wait_for(request);
	if (!error && is_written)
		memcpy(data, request->wire->data, len); /* nobody has run since */
	return error;
}

/* A disk that cannot flush has nothing to be flushed. */
int virtio_disk_flush(struct virtio_disk *disk)
{
	return disk->can_flush ? ask(disk, VIRTIO_DISK_FLUSH, NULL, 0, false) : 0;
}

static int discard_next(struct virtio_disk *disk, uint64_t sector, uint64_t n)
{
	uint32_t scale = disk->info.sector_bytes / VIRTIO_DISK_SECTOR_BYTES;
	unsigned char range[DISCARD_BYTES] = { 0 };

	mcfg_put_le64(range, sector * scale);
	mcfg_put_le32(range + 8, (uint32_t)(n * scale));
	return ask(disk, VIRTIO_DISK_DISCARD, range, sizeof range, false);
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
	return ask(disk, VIRTIO_DISK_NAME, name, VIRTIO_DISK_NAME_BYTES, true);
}
