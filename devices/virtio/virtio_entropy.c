/*
 * The entropy of a virtio machine, for the seed of its random numbers: asked for once, before the C
 * library is up and before there are tasks. See <mcfg/virtio/bus.h>.
 *
 * Source: Virtual I/O Device 1.1, 5.4.
 */
#include "virtio_device.h"

#include <mcfg/platform.h>
#include <mcfg/units.h>
#include <string.h>

enum { QUEUE = 0, ENTRIES = 1, BYTES = 64 };

/* How long the image waits at its start, and how often it looks. */
#define MOST_NS MSEC(500)
#define STEP_NS USEC(50)

static void ignore(struct virtio_device *device)
{
	(void)device;
}

/* What came of the one chain: how many bytes; 0 also where it breaks the rules, or takes too long.
 */
static uint32_t wait_for(struct virtqueue *queue)
{
	uint64_t end_ns = mcfg_platform_monotonic_ns() + MOST_NS;
	void *token;
	uint32_t len;
	int taken;

	while ((taken = virtqueue_take(queue, &token, &len)) == 0) {
		uint64_t now_ns = mcfg_platform_monotonic_ns();

		if (now_ns >= end_ns)
			break;
		mcfg_virtio_halt(now_ns + STEP_NS);
	}
	return taken > 0 ? len : 0;
}

/* Asks for as many as there is room for in a page. */
static uint32_t ask(struct virtio_device *device, struct virtqueue *queue, unsigned char *page)
{
	const struct virtqueue_part part = { mcfg_platform_dma_address(page), BYTES };

	virtqueue_ignore(queue);
	virtio_start_unheard(device);
	if (virtqueue_add(queue, &part, 0, 1, page))
		return 0;
	virtio_offer(device, QUEUE, queue);
	return wait_for(queue);
}

static size_t copy(void *data, size_t len, const unsigned char *page, uint32_t n)
{
	if (n < len)
		len = n;
	memcpy(data, page, len);
	return len;
}

/* Memory that the device knows stays its own where it does not stop. */
static size_t fetch(struct virtio_device *device, void *data, size_t len)
{
	unsigned char *page = mcfg_platform_dma_open(MCFG_DMA_PAGE_BYTES);
	struct virtqueue queue;
	size_t n;

	if (!page || virtio_open_queue(device, QUEUE, ENTRIES, &queue)) {
		if (page)
			mcfg_platform_dma_close(page, MCFG_DMA_PAGE_BYTES);
		virtio_reset(device);
		return 0;
	}
	n = copy(data, len, page, ask(device, &queue, page));
	if (virtio_reset(device))
		return n;
	memset(page, 0, BYTES);
	mcfg_platform_dma_close(page, MCFG_DMA_PAGE_BYTES);
	virtqueue_abandon(&queue);
	virtqueue_close(&queue);
	return n;
}

size_t mcfg_virtio_entropy(void *data, size_t len)
{
	struct virtio_device device = { .used = ignore, .changed = ignore };
	size_t n = 0;

	if (virtio_open_at_once(&device, VIRTIO_KIND_ENTROPY, 0))
		return 0;
	if (virtio_negotiate(&device, 0) == 0)
		n = fetch(&device, data, len);
	virtio_close(&device);
	return n;
}
