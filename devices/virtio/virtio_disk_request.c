/* A request to a disk of a virtio machine. See virtio_disk.h. */
#include "virtio_disk.h"

#include <errno.h>
#include <mcfg/base.h>
#include <string.h>

enum { STATUS_NONE = 0xff };

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

/* ---- making ---------------------------------------------------------------------------------- */

struct virtio_disk_request *virtio_disk_take(struct virtio_disk *disk, enum virtio_disk_type type,
                                             uint64_t sector)
{
	struct virtio_disk_request *request = disk->free;

	disk->free = request->next;
	request->left = false;
	request->ended = (struct mcfg_waker){ 0 };
	request->last = &request->views;
	request->n_data = request->read_bytes = 0;
	request->type = type;
	request->sector = sector * (disk->info.sector_bytes / VIRTIO_DISK_SECTOR_BYTES);
	return request;
}

int virtio_disk_add(struct virtio_disk_request *request, const struct mcfg_buf *buf, size_t at,
                    size_t bytes)
{
	struct mcfg_buf *view = mcfg_buf_slice(buf, at, bytes);

	if (!view)
		return -ENOMEM;
	view->next = NULL;
	*request->last = view;
	request->last = &view->next;
	return 0;
}

static void put_views(struct virtio_disk_request *request)
{
	while (request->views) {
		struct mcfg_buf *view = request->views;

		request->views = view->next;
		mcfg_buf_put(view);
	}
}

void virtio_disk_release(struct virtio_disk_request *request)
{
	struct virtio_disk *disk = request->disk;

	put_views(request);
	request->next = disk->free;
	disk->free = request;
}

/* ---- to the disk ----------------------------------------------------------------------------- */

static struct virtqueue_part part_of(const void *at, size_t bytes)
{
	return (struct virtqueue_part){ mcfg_platform_dma_address(at), (uint32_t)bytes };
}

static void write_wire(const struct virtio_disk_request *request)
{
	struct virtio_disk_wire *wire = request->wire;

	wire->type = request->type;
	wire->reserved = 0;
	wire->sector = request->sector;
	wire->status = STATUS_NONE;
	if (request->n_data)
		memcpy(wire->data, request->data, sizeof wire->data);
}

int virtio_disk_submit(struct virtio_disk_request *request)
{
	struct virtio_disk *disk = request->disk;
	struct virtio_disk_wire *wire = request->wire;
	size_t n = 0, n_read;

	write_wire(request);
	disk->parts[n++] = part_of(wire, offsetof(struct virtio_disk_wire, data));
	for (const struct mcfg_buf *view = request->views; view; view = view->next)
		disk->parts[n++] =
		    (struct virtqueue_part){ mcfg_buf_device_address(view), (uint32_t)view->len };
	if (request->n_data)
		disk->parts[n++] = part_of(wire->data, request->n_data);
	n_read = request->read_bytes ? 1 : n;
	disk->parts[n++] = part_of(&wire->status, 1);
	return virtqueue_add(&disk->queue, disk->parts, n_read, n - n_read, request);
}
