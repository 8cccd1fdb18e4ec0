/*
 * fake_virtio.h - a virtio device that is a task of the test: it takes chains from its queues, and
 * gives them back, by the rules or not. Memory for devices is counted.
 */
#ifndef FAKE_VIRTIO_H
#define FAKE_VIRTIO_H

#include "../../devices/virtio/virtio_device.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/sync.h>
#include <stdlib.h>
#include <string.h>

enum { FAKE_QUEUES = 3, FAKE_PARTS = 160 };

/* A chain, as the device finds it. */
struct fake_chain {
	uint16_t id;
	size_t n_read, n; /* parts: those that it reads come first */
	struct {
		unsigned char *at;
		uint32_t bytes;
	} parts[FAKE_PARTS];
};

static struct {
	struct virtio_device *device;
	unsigned n_devices; /* of its kind */
	uint64_t offers, features;
	uint8_t status;
	bool stuck; /* it does not say that it is reset */
	unsigned char config[64];
	uint32_t generation;
	bool restless; /* its generation */
	uint16_t queue_size;
	bool refuses_queues;
	struct {
		uint16_t size, seen, used;
		unsigned char *descriptors;
		uint16_t *available, *used_ring;
	} queues[FAKE_QUEUES];
	struct mcfg_semaphore work;
	unsigned n_notified, n_interrupts;
	bool is_open;
} fake;

/* ---- memory for devices ---------------------------------------------------------------------- */

enum { FAKE_BLOCKS = 16 };

static size_t dma_bytes;
static struct {
	unsigned char *at;
	size_t bytes;
} fake_blocks[FAKE_BLOCKS]; /* that are open */

void *mcfg_platform_dma_open(size_t bytes)
{
	unsigned char *memory = aligned_alloc(MCFG_DMA_PAGE_BYTES, bytes);

	for (size_t i = 0; memory && i < FAKE_BLOCKS; i++)
		if (!fake_blocks[i].at) {
			memset(memory, 0, bytes);
			dma_bytes += bytes;
			fake_blocks[i].at = memory;
			fake_blocks[i].bytes = bytes;
			return memory;
		}
	free(memory);
	return NULL;
}

void mcfg_platform_dma_close(void *memory, size_t bytes)
{
	for (size_t i = 0; i < FAKE_BLOCKS; i++)
		if (fake_blocks[i].at == memory)
			fake_blocks[i].at = NULL;
	dma_bytes -= bytes;
	free(memory);
}

uint64_t mcfg_platform_dma_address(const void *at)
{
	return (uintptr_t)at;
}

/* ---- as a transport -------------------------------------------------------------------------- */

static uint8_t fake_status(struct virtio_device *device)
{
	(void)device;
	return fake.status;
}

static void fake_set_status(struct virtio_device *device, uint8_t status)
{
	(void)device;
	if (status == 0)
		memset(fake.queues, 0, sizeof fake.queues);
	if (status != 0 || !fake.stuck)
		fake.status = status;
}

static uint64_t fake_features(struct virtio_device *device)
{
	(void)device;
	return fake.offers;
}

static void fake_set_features(struct virtio_device *device, uint64_t features)
{
	(void)device;
	fake.features = features;
}

static uint16_t fake_queue_size(struct virtio_device *device, uint16_t queue)
{
	(void)device;
	return queue < FAKE_QUEUES ? fake.queue_size : 0;
}

static int fake_set_queue(struct virtio_device *device, uint16_t number,
                          const struct virtqueue *queue)
{
	(void)device;
	if (fake.refuses_queues)
		return -EPROTONOSUPPORT;
	fake.queues[number].size = queue->size;
	fake.queues[number].descriptors =
	    (unsigned char *)(uintptr_t)virtqueue_descriptors_address(queue);
	fake.queues[number].available = (uint16_t *)(uintptr_t)virtqueue_available_address(queue);
	fake.queues[number].used_ring = (uint16_t *)(uintptr_t)virtqueue_used_address(queue);
	return 0;
}

static void fake_notify(struct virtio_device *device, uint16_t queue)
{
	(void)device;
	(void)queue;
	fake.n_notified++;
	mcfg_semaphore_post(&fake.work);
}

static uint32_t fake_generation(struct virtio_device *device)
{
	(void)device;
	return fake.restless ? fake.generation++ : fake.generation;
}

static void fake_read(struct virtio_device *device, size_t at, unsigned char *bytes, size_t n)
{
	(void)device;
	memcpy(bytes, fake.config + at, n);
}

static int fake_listen(struct virtio_device *device)
{
	(void)device;
	return 0;
}

static void fake_close(struct virtio_device *device)
{
	(void)device;
	fake.is_open = false;
}

static const struct virtio_transport fake_transport = {
	.status = fake_status,
	.set_status = fake_set_status,
	.features = fake_features,
	.set_features = fake_set_features,
	.queue_size = fake_queue_size,
	.set_queue = fake_set_queue,
	.notify = fake_notify,
	.generation = fake_generation,
	.read = fake_read,
	.listen = fake_listen,
	.close = fake_close,
};

int virtio_open_pci(struct virtio_device *device, enum virtio_kind kind, unsigned number,
                    unsigned *n)
{
	(void)kind;
	*n = fake.n_devices;
	if (number >= fake.n_devices)
		return -ENODEV;
	device->transport = &fake_transport;
	device->registers.device_bytes = sizeof fake.config;
	fake.device = device;
	fake.is_open = true;
	return 0;
}

int virtio_open_mmio(struct virtio_device *device, enum virtio_kind kind, unsigned number,
                     unsigned *n)
{
	(void)device, (void)kind, (void)number;
	*n = 0;
	return -ENODEV;
}

/* ---- as a device ----------------------------------------------------------------------------- */

struct fake_descriptor {
	uint64_t address;
	uint32_t bytes;
	uint16_t flags, next;
};

/* The next chain that was offered. Is there one? */
static inline bool fake_next(unsigned queue, struct fake_chain *chain)
{
	struct fake_descriptor descriptor;
	uint16_t at;

	*chain = (struct fake_chain){ 0 };
	if (!fake.queues[queue].size || fake.queues[queue].available[1] == fake.queues[queue].seen)
		return false;
	at = fake.queues[queue].available[2 + fake.queues[queue].seen++ % fake.queues[queue].size];
	chain->id = at;
	do {
		memcpy(&descriptor, fake.queues[queue].descriptors + at * sizeof descriptor,
		       sizeof descriptor);
		chain->parts[chain->n].at = (unsigned char *)(uintptr_t)descriptor.address;
		chain->parts[chain->n++].bytes = descriptor.bytes;
		chain->n_read += !(descriptor.flags & 2);
		at = descriptor.next;
	} while (descriptor.flags & 1);
	/* wants to hear of the next one */
	fake.queues[queue].used_ring[2 + 4 * fake.queues[queue].size] = fake.queues[queue].seen;
	return true;
}

static void fake_use(unsigned queue, uint32_t id, uint32_t len)
{
	uint16_t *ring = fake.queues[queue].used_ring;
	uint16_t *element = &ring[2 + 4 * (fake.queues[queue].used % fake.queues[queue].size)];

	memcpy(element, &id, sizeof id);
	memcpy(element + 2, &len, sizeof len);
	ring[1] = ++fake.queues[queue].used;
}

static inline void fake_interrupt(void)
{
	fake.n_interrupts++;
	fake.device->used(fake.device);
}

#endif
