/* The ends of requests to a disk of a virtio machine, and of the disk. See virtio_disk.h. */
#include "virtio_disk.h"

#include <errno.h>
#include <mcfg/base.h>
#include <mcfg/task.h>

enum { STATUS_GOOD = 0, STATUS_UNKNOWN = 2 };

/* Tells its task, which releases it; or nobody. */
static void end_request(struct virtio_disk_request *request, int error)
{
	if (request->left)
		virtio_disk_release(request);
	else
		mcfg_waker_wake(&request->ended, error);
}

/* What the disk says, read once. It must have written all that it says to have read. */
static int result_of(const struct virtio_disk_request *request, uint32_t len)
{
	unsigned char status = __atomic_load_n(&request->wire->status, __ATOMIC_RELAXED);

	if (status == STATUS_GOOD)
		return len > request->read_bytes ? 0 : -EIO;
	return status == STATUS_UNKNOWN && request->type == VIRTIO_DISK_DISCARD ? -EOPNOTSUPP
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

/* ---- a disk that is broken, or lost ---------------------------------------------------------- */

static void give_up(struct virtio_disk *disk)
{
	disk->queue.broken = true;
	if (virtio_reset(&disk->device) == 0)
		virtio_disk_abandon(disk, -EIO);
	else
		leave_all(disk);
}

/* What was under way, by next; but for what nobody waits for. */
static struct virtio_disk_request *take_all(struct virtio_disk *disk)
{
	struct virtio_disk_request *all = NULL, *request;

	while ((request = virtqueue_abandon(&disk->queue))) {
		if (request->left) {
			virtio_disk_release(request);
			continue;
		}
		request->next = all;
		all = request;
	}
	return all;
}

/* Asks it all once more, or ends it all. */
static void ask_again(struct virtio_disk_request *all, int error)
{
	while (all) {
		struct virtio_disk_request *request = all;

		all = request->next;
		if (error || virtio_disk_submit(request))
			end_request(request, -EIO);
	}
}

static void restart(struct virtio_disk *disk)
{
	struct virtqueue *queues[] = { &disk->queue };
	struct virtio_disk_request *all;
	int error = virtio_reset(&disk->device);

	disk->queue.broken = true;
	if (error) {
		leave_all(disk);
		return;
	}
	all = take_all(disk);
	error = virtio_restart(&disk->device, queues, 1);
	if (!error && !virtio_disk_is_the_same(disk))
		error = -EPROTONOSUPPORT;
	ask_again(all, error);
	if (error) {
		give_up(disk);
		return;
	}
	virtqueue_expect(&disk->queue, 1);
	virtio_offer(&disk->device, VIRTIO_DISK_QUEUE, &disk->queue);
	wake_room(disk);
}

/* ---- what the device calls ------------------------------------------------------------------- */

void virtio_disk_used(struct virtio_device *device)
{
	struct virtio_disk *disk = container_of(device, struct virtio_disk, device);
	void *request;
	uint32_t len;
	int taken;

	if (disk->queue.broken)
		return;
	do {
		while ((taken = virtqueue_take(&disk->queue, &request, &len)) > 0) {
			device->restarts_in_vain = 0;
			end_request(request, result_of(request, len));
		}
	} while (taken == 0 && virtqueue_expect(&disk->queue, 1));
	if (taken < 0)
		give_up(disk);
	else
		wake_room(disk);
}

/* It is not so before it was started, and not any more once it is broken. */
void virtio_disk_changed(struct virtio_device *device)
{
	struct virtio_disk *disk = container_of(device, struct virtio_disk, device);

	if (!disk->queue.broken && virtio_is_lost(device))
		restart(disk);
}
