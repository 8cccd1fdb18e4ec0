/*
 * virtio_disk.h - a disk of a virtio machine: its queue, and the requests that are with it.
 *
 * Up to VIRTIO_DISK_REQUESTS requests are under way at a time; who comes then waits, in the order
 * of coming. One of more pieces than the disk takes at once (seg_max, size_max) is made as several,
 * one after the other. The disk interrupts for the first request that it has done since the last
 * ones were looked at, not for those that it does meanwhile.
 *
 * A disk that says that it needs a reset gets one, and all that is under way is asked of it once
 * more. Where it is another one then, or does nothing but that, and where it breaks a rule, all
 * ends with -EIO.
 *
 * Source: Virtual I/O Device 1.1, 5.2.
 */
#ifndef VIRTIO_DISK_H
#define VIRTIO_DISK_H

#include "../block/block_info.h"
#include "virtio_device.h"

#include <mcfg/sync.h>

enum {
	VIRTIO_DISK_QUEUE = 0,
	VIRTIO_DISK_REQUESTS = 64,
	VIRTIO_DISK_SEGMENTS = 126,  /* pieces of memory in one request */
	VIRTIO_DISK_DATA_BYTES = 24, /* that a request has beside its bufs */
	VIRTIO_DISK_NAME_BYTES = 20,
	VIRTIO_DISK_SECTOR_BYTES = 512 /* what the disk counts in, whatever its sectors are */
};

/* Of one piece, and of a whole request: the disk counts the bytes in 32 bits. */
#define VIRTIO_DISK_MOST_BYTES (UINT32_C(1) << 30)

enum virtio_disk_type {
	VIRTIO_DISK_READ = 0,
	VIRTIO_DISK_WRITE = 1,
	VIRTIO_DISK_FLUSH = 4,
	VIRTIO_DISK_NAME = 8,
	VIRTIO_DISK_DISCARD = 11
};

/* What the disk reads and writes of a request, but for its bufs. */
struct virtio_disk_wire {
	uint32_t type, reserved;
	uint64_t sector;
	unsigned char data[VIRTIO_DISK_DATA_BYTES];
	unsigned char status, padding[23];
};

/* Its wire is written anew where it has to be made once more. */
struct virtio_disk_request {
	struct virtio_disk_request *next; /* among the free ones */
	struct virtio_disk *disk;
	struct virtio_disk_wire *wire;
	enum virtio_disk_type type;
	uint64_t sector;                /* as the disk counts them */
	struct mcfg_buf *views, **last; /* that the disk works at, by next */
	uint32_t n_data;                /* bytes beside its bufs: */
	unsigned char data[VIRTIO_DISK_DATA_BYTES];
	uint32_t read_bytes; /* that the disk is to write, but for its status */
	struct mcfg_waker ended;
	bool left; /* by its task: nobody waits for it */
};

struct virtio_disk {
	struct virtio_device device;
	struct virtqueue queue;
	struct block_info info;
	bool can_flush;
	uint32_t segments, segment_bytes; /* of one request, and of each of them */
	uint64_t most_discard;            /* sectors of one request */

	struct virtio_disk_wire *wires; /* a page of them */
	struct virtio_disk_request requests[VIRTIO_DISK_REQUESTS];
	struct virtio_disk_request *free;

	struct mcfg_mutex making; /* a request, in: */
	struct virtqueue_part parts[VIRTIO_DISK_SEGMENTS + 2];
	struct mcfg_waker *room; /* of its task, that waits for some */
};

/*
 * virtio_disk_open - open the disk of that name: its number, or what it is called by the machine
 * (its serial, of which the last 20 bytes count).
 *
 * Returns 0, -ENODEV: there is none; -EPROTONOSUPPORT: it cannot be used; -ENOMEM. Blocks.
 */
int virtio_disk_open(struct virtio_disk *disk, const char *name);

/* Resets it. Requests under way end with -ENODEV, all memory is given back. Blocks. */
void virtio_disk_close(struct virtio_disk *disk);

/* The operations of block, whose checks were made. Block. */
int virtio_disk_transfer(struct virtio_disk *disk, enum virtio_disk_type type, uint64_t sector,
                         struct mcfg_buf *const *bufs, size_t n);
int virtio_disk_flush(struct virtio_disk *disk);
int virtio_disk_discard(struct virtio_disk *disk, uint64_t sector, uint64_t n);

/* ---- between its files ----------------------------------------------------------------------- */

/* virtio_disk.c: is it what it was, after a reset? */
bool virtio_disk_is_the_same(struct virtio_disk *disk);

/* virtio_disk_request.c: all requests are free. Returns 0, or -ENOMEM. */
int virtio_disk_open_requests(struct virtio_disk *disk);
void virtio_disk_close_requests(struct virtio_disk *disk);

/* A request of those that are free, of which there is one. */
struct virtio_disk_request *virtio_disk_take(struct virtio_disk *disk, enum virtio_disk_type type,
                                             uint64_t sector);

/* Adds a view of the buf, for the disk to work at. Returns 0, or -ENOMEM. */
int virtio_disk_add(struct virtio_disk_request *request, const struct mcfg_buf *buf, size_t at,
                    size_t bytes);

/* Hands it to the disk, which sees it with virtio_offer. Returns 0, or as virtqueue_add. */
int virtio_disk_submit(struct virtio_disk_request *request);

/* It is free, and its bufs are the driver's again. */
void virtio_disk_release(struct virtio_disk_request *request);

/* virtio_disk_end.c: what the device calls when some are done, and where it may be lost. */
void virtio_disk_used(struct virtio_device *device);
void virtio_disk_changed(struct virtio_device *device);

/* Ends all that are under way: the disk does not work at them any more. */
void virtio_disk_abandon(struct virtio_disk *disk, int error);

/* virtio_disk_transfer.c: asks for its name, which is not ended by a NUL. Returns 0 or as the
 * operations. Blocks. */
int virtio_disk_name(struct virtio_disk *disk, char name[VIRTIO_DISK_NAME_BYTES]);

#endif
