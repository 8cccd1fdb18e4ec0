/* What all drivers do to their devices. See virtio_device.h. */
#include "virtio_device.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <string.h>

enum { MOST_READS = 16, MOST_WAITS = 1000, MOST_RESTARTS = 3 };

/* ---- the status ------------------------------------------------------------------------------ */

static void add_status(struct virtio_device *device, uint8_t status)
{
	const struct virtio_transport *transport = device->transport;

	transport->set_status(device, (uint8_t)(transport->status(device) | status));
}

/* A device may take its time, in which others run. */
static int reset_slowly(struct virtio_device *device)
{
	device->transport->set_status(device, 0);
	for (unsigned i = 0; device->transport->status(device) != 0; i++) {
		if (i == MOST_WAITS)
			return -EIO;
		task_sleep_ns(MSEC(1));
	}
	return 0;
}

bool virtio_is_lost(struct virtio_device *device)
{
	uint8_t status = device->transport->status(device);

	return (status & VIRTIO_NEEDS_RESET) || !(status & VIRTIO_DRIVER_OK);
}

/* Knows, from here on, that it has a driver. */
static void greet(struct virtio_device *device)
{
	add_status(device, VIRTIO_ACKNOWLEDGE);
	add_status(device, VIRTIO_DRIVER);
}

/* ---- opening --------------------------------------------------------------------------------- */

static struct virtio_device *opened; /* by next */

bool virtio_is_open(const struct virtio_device *device)
{
	for (const struct virtio_device *other = opened; other; other = other->next)
		if (other->transport == device->transport &&
		    other->registers.function == device->registers.function &&
		    other->registers.window.at == device->registers.window.at)
			return true;
	return false;
}

static void forget(const struct virtio_device *device)
{
	struct virtio_device **at = &opened;

	while (*at && *at != device)
		at = &(*at)->next;
	if (*at)
		*at = device->next;
}

static int find(struct virtio_device *device, enum virtio_kind kind, unsigned number)
{
	unsigned n = 0;
	int error = virtio_open_pci(device, kind, number, &n);

	if (error != -ENODEV)
		return error;
	return virtio_open_mmio(device, kind, number - n, &n);
}

static int open_by(struct virtio_device *device, enum virtio_kind kind, unsigned number,
                   int (*quiet)(struct virtio_device *device))
{
	int error = find(device, kind, number);

	if (error)
		return error;
	if (quiet(device)) {
		virtio_close(device);
		return -EPROTONOSUPPORT;
	}
	greet(device);
	device->next = opened;
	opened = device;
	return 0;
}

int virtio_open(struct virtio_device *device, enum virtio_kind kind, unsigned number)
{
	return open_by(device, kind, number, virtio_stop);
}

int virtio_open_at_once(struct virtio_device *device, enum virtio_kind kind, unsigned number)
{
	return open_by(device, kind, number, virtio_reset);
}

int virtio_negotiate(struct virtio_device *device, uint64_t wanted)
{
	const struct virtio_transport *transport = device->transport;
	uint64_t offered = transport->features(device);

	if (!(offered & VIRTIO_VERSION_1))
		return -EPROTONOSUPPORT;
	/* Our addresses are the machine's own, which is what that feature is about for us. */
	device->features = offered & (wanted | VIRTIO_VERSION_1 | VIRTIO_ACCESS_PLATFORM);
	transport->set_features(device, device->features);
	add_status(device, VIRTIO_FEATURES_OK);
	return transport->status(device) & VIRTIO_FEATURES_OK ? 0 : -EPROTONOSUPPORT;
}

/* The largest power of two that neither the device nor the driver finds too large. */
static uint16_t choose_size(uint16_t offered, uint16_t most)
{
	uint16_t size = 1;

	while (size * 2 <= offered && size * 2 <= most)
		size = (uint16_t)(size * 2);
	return offered ? size : 0;
}

int virtio_open_queue(struct virtio_device *device, uint16_t number, uint16_t most,
                      struct virtqueue *queue)
{
	uint16_t size = choose_size(device->transport->queue_size(device, number), most);
	int error;

	if (size == 0)
		return -EPROTONOSUPPORT;
	error = virtqueue_open(queue, size, (device->features & VIRTIO_EVENT_INDEX) != 0);
	if (error)
		return error;
	error = device->transport->set_queue(device, number, queue);
	if (error)
		virtqueue_close(queue);
	return error;
}

int virtio_start(struct virtio_device *device)
{
	int error = device->transport->listen(device);

	if (!error)
		add_status(device, VIRTIO_DRIVER_OK);
	return error;
}

void virtio_start_unheard(struct virtio_device *device)
{
	add_status(device, VIRTIO_DRIVER_OK);
}

int virtio_read_config(struct virtio_device *device, size_t at, void *bytes, size_t n)
{
	const struct virtio_transport *transport = device->transport;

	if (at > device->registers.device_bytes || n > device->registers.device_bytes - at)
		return -EPROTONOSUPPORT;
	for (unsigned i = 0; i < MOST_READS; i++) {
		uint32_t generation = transport->generation(device);

		transport->read(device, at, bytes, n);
		if (generation == transport->generation(device))
			return 0;
	}
	return -EPROTONOSUPPORT;
}

/* ---- once more ------------------------------------------------------------------------------- */

int virtio_reset(struct virtio_device *device)
{
	device->transport->set_status(device, 0);
	return device->transport->status(device) == 0 ? 0 : -EIO;
}

static int set_queues(struct virtio_device *device, struct virtqueue *const *queues, uint16_t n)
{
	int error = 0;

	for (uint16_t i = 0; i < n && !error; i++) {
		if (device->transport->queue_size(device, i) < queues[i]->size)
			return -EPROTONOSUPPORT;
		virtqueue_empty(queues[i]);
		error = device->transport->set_queue(device, i, queues[i]);
	}
	return error;
}

int virtio_restart(struct virtio_device *device, struct virtqueue *const *queues, uint16_t n)
{
	uint64_t features = device->features;

	if (device->restarts_in_vain++ == MOST_RESTARTS)
		return -EPROTONOSUPPORT;
	greet(device);
	if (virtio_negotiate(device, features) || device->features != features)
		return -EPROTONOSUPPORT;
	return set_queues(device, queues, n) || virtio_start(device) ? -EPROTONOSUPPORT : 0;
}

/* ---- the end --------------------------------------------------------------------------------- */

int virtio_stop(struct virtio_device *device)
{
	struct mcfg_shield shield;
	int error;

	task_shield_begin(&shield);
	error = reset_slowly(device);
	task_shield_end(&shield);
	return error;
}

void virtio_close(struct virtio_device *device)
{
	device->transport->close(device);
	forget(device);
}

void virtio_refuse(const char *why)
{
	mcfg_platform_message(why, strlen(why));
}
