/*
 * Devices whose registers lie at a fixed place (virtio-mmio). See virtio_device.h.
 * Source: Virtual I/O Device 1.1, 4.2.
 */
#include "virtio_device.h"

#include "virtio_register.h"

#include <errno.h>
#include <mcfg/base.h>

enum { MAGIC = 0x74726976, VERSION = 2, CONFIG = 0x100, USED = 1, CHANGED = 2 };

enum {
	AT_MAGIC = 0x00,
	AT_VERSION = 0x04,
	AT_KIND = 0x08,
	AT_FEATURES = 0x10,
	AT_FEATURES_SELECT = 0x14,
	AT_DRIVER_FEATURES = 0x20,
	AT_DRIVER_FEATURES_SELECT = 0x24,
	AT_QUEUE = 0x30,
	AT_QUEUE_MOST = 0x34,
	AT_QUEUE_SIZE = 0x38,
	AT_QUEUE_READY = 0x44,
	AT_NOTIFY = 0x50,
	AT_INTERRUPT = 0x60,
	AT_INTERRUPT_HEARD = 0x64,
	AT_STATUS = 0x70,
	AT_DESCRIPTORS = 0x80,
	AT_AVAILABLE = 0x90,
	AT_USED = 0xa0,
	AT_GENERATION = 0xfc
};

/* ---- registers ------------------------------------------------------------------------------- */

static uint32_t read_at(const struct virtio_device *device, size_t at)
{
	return virtio_read_32(device->registers.common + at);
}

static void write_at(const struct virtio_device *device, size_t at, uint32_t value)
{
	virtio_write_32(device->registers.common + at, value);
}

static uint8_t mmio_status(struct virtio_device *device)
{
	return (uint8_t)read_at(device, AT_STATUS);
}

static void mmio_set_status(struct virtio_device *device, uint8_t status)
{
	write_at(device, AT_STATUS, status);
}

static uint64_t mmio_features(struct virtio_device *device)
{
	uint64_t features;

	write_at(device, AT_FEATURES_SELECT, 0);
	features = read_at(device, AT_FEATURES);
	write_at(device, AT_FEATURES_SELECT, 1);
	return features | (uint64_t)read_at(device, AT_FEATURES) << 32;
}

static void mmio_set_features(struct virtio_device *device, uint64_t features)
{
	write_at(device, AT_DRIVER_FEATURES_SELECT, 0);
	write_at(device, AT_DRIVER_FEATURES, (uint32_t)features);
	write_at(device, AT_DRIVER_FEATURES_SELECT, 1);
	write_at(device, AT_DRIVER_FEATURES, (uint32_t)(features >> 32));
}

static uint32_t mmio_generation(struct virtio_device *device)
{
	return read_at(device, AT_GENERATION);
}

static void mmio_read(struct virtio_device *device, size_t at, unsigned char *bytes, size_t n)
{
	virtio_read_bytes(device->registers.device + at, bytes, n);
}

/* ---- queues ---------------------------------------------------------------------------------- */

static uint16_t mmio_queue_size(struct virtio_device *device, uint16_t queue)
{
	uint32_t most;

	write_at(device, AT_QUEUE, queue);
	if (read_at(device, AT_QUEUE_READY))
		return 0;
	most = read_at(device, AT_QUEUE_MOST);
	return most < 0x8000 ? (uint16_t)most : 0x8000;
}

static void write_address(struct virtio_device *device, size_t at, uint64_t address)
{
	write_at(device, at, (uint32_t)address);
	write_at(device, at + 4, (uint32_t)(address >> 32));
}

static int mmio_set_queue(struct virtio_device *device, uint16_t number,
                          const struct virtqueue *queue)
{
	write_at(device, AT_QUEUE, number);
	write_at(device, AT_QUEUE_SIZE, queue->size);
	write_address(device, AT_DESCRIPTORS, virtqueue_descriptors_address(queue));
	write_address(device, AT_AVAILABLE, virtqueue_available_address(queue));
	write_address(device, AT_USED, virtqueue_used_address(queue));
	write_at(device, AT_QUEUE_READY, 1);
	return 0;
}

static void mmio_notify(struct virtio_device *device, uint16_t queue)
{
	write_at(device, AT_NOTIFY, queue);
}

/* ---- interrupts ------------------------------------------------------------------------------ */

static void happened(struct mcfg_interrupt *interrupt)
{
	struct virtio_device *device = container_of(interrupt, struct virtio_device, interrupts[0]);
	uint32_t what = read_at(device, AT_INTERRUPT);

	write_at(device, AT_INTERRUPT_HEARD, what & (USED | CHANGED));
	mcfg_interrupt_served(interrupt);
	if (what & CHANGED)
		device->changed(device);
	device->used(device);
}

static int mmio_listen(struct virtio_device *device)
{
	if (device->interrupts[0].slot)
		return 0;
	device->interrupts[0].happened = happened;
	return mcfg_virtio_window_listen(&device->registers.window, &device->interrupts[0]);
}

static void mmio_close(struct virtio_device *device)
{
	mcfg_interrupt_close(&device->interrupts[0]);
}

static const struct virtio_transport mmio = {
	.status = mmio_status,
	.set_status = mmio_set_status,
	.features = mmio_features,
	.set_features = mmio_set_features,
	.queue_size = mmio_queue_size,
	.set_queue = mmio_set_queue,
	.notify = mmio_notify,
	.generation = mmio_generation,
	.read = mmio_read,
	.listen = mmio_listen,
	.close = mmio_close,
};

/* ---- finding --------------------------------------------------------------------------------- */

/* Is there a device of that kind, whatever its version? */
static bool is_there(struct virtio_device *device, const struct mcfg_virtio_window *window,
                     enum virtio_kind kind)
{
	if (window->bytes < CONFIG)
		return false;
	device->registers.common = mcfg_virtio_map(window->at, window->bytes);
	return device->registers.common && read_at(device, AT_MAGIC) == MAGIC &&
	       read_at(device, AT_KIND) == kind;
}

int virtio_open_mmio(struct virtio_device *device, enum virtio_kind kind, unsigned number,
                     unsigned *n)
{
	size_t n_windows, i;
	const struct mcfg_virtio_window *windows = mcfg_virtio_windows(&n_windows);

	*n = 0;
	for (i = 0; i < n_windows; i++)
		if (is_there(device, &windows[i], kind) && (*n)++ == number)
			break;
	if (i == n_windows)
		return -ENODEV;
	device->transport = &mmio;
	device->registers.function = 0;
	device->registers.window = windows[i];
	if (virtio_is_open(device))
		return -EBUSY;
	if (read_at(device, AT_VERSION) != VERSION) {
		virtio_refuse("virtio: a device is of before version 1, and not used; "
		              "QEMU: -global virtio-mmio.force-legacy=false\n");
		return -EPROTONOSUPPORT;
	}
	device->registers.device = device->registers.common + CONFIG;
	device->registers.device_bytes = windows[i].bytes - CONFIG;
	return 0;
}
