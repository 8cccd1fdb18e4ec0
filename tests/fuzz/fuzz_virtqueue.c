/*
 * The input is what a hostile device writes to a virtqueue's memory, and when, and what its driver
 * does meanwhile. Whatever it writes, each chain comes back once, with no more bytes than there was
 * room for; nothing outside of the queue is touched, and all entries are free in the end.
 */
#include "../../devices/virtio/virtqueue.c"

#include <assert.h>
#include <mcfg/image.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

const struct mcfg_image mcfg_image = { .name = "fuzz" };

enum { CHAINS = 64, MOST_PARTS = 4 };

/* The memory is a block of its own, so that the sanitizer sees what goes past it. */
void *mcfg_platform_dma_open(size_t bytes)
{
	return calloc(1, bytes);
}

void mcfg_platform_dma_close(void *memory, size_t bytes)
{
	(void)bytes;
	free(memory);
}

uint64_t mcfg_platform_dma_address(const void *at)
{
	return (uintptr_t)at;
}

static struct virtqueue queue;

/* What the device has, as the driver remembers it apart from the queue. */
static struct chain {
	bool is_there;
	uint32_t room;
	size_t n;
} chains[CHAINS];

static size_t n_entries(void)
{
	size_t n = 0;

	for (size_t i = 0; i < CHAINS; i++)
		n += chains[i].is_there ? chains[i].n : 0;
	return n;
}

static struct chain *free_one(void)
{
	for (size_t i = 0; i < CHAINS; i++)
		if (!chains[i].is_there)
			return &chains[i];
	return NULL;
}

static void add(uint8_t what)
{
	struct virtqueue_part parts[2 * MOST_PARTS];
	size_t n_read = what % MOST_PARTS, n_write = what / MOST_PARTS % MOST_PARTS;
	struct chain *chain = free_one();
	uint32_t room = 0;
	int error;

	if (!chain || n_read + n_write == 0)
		return;
	for (size_t i = 0; i < n_read + n_write; i++) {
		parts[i] = (struct virtqueue_part){ i, 1 + what };
		room += i >= n_read ? parts[i].bytes : 0;
	}
	error = virtqueue_add(&queue, parts, n_read, n_write, chain);
	assert(!error || error == (queue.broken ? -EIO : -ENOSPC));
	if (!error)
		*chain = (struct chain){ true, room, n_read + n_write };
}

/* It was with the device, and is no more. */
static void came_back(struct chain *chain)
{
	assert(chain >= chains && chain < chains + CHAINS && chain->is_there);
	chain->is_there = false;
}

static void take(void)
{
	void *token;
	uint32_t len;
	int result = virtqueue_take(&queue, &token, &len);

	assert(result == 1 || result == 0 || (result == -EIO && queue.broken));
	if (result != 1)
		return;
	came_back(token);
	assert(len <= ((struct chain *)token)->room);
}

/* What a device that keeps the rules would do, or nearly. */
static void use(uint8_t which, uint8_t len)
{
	uint16_t index = queue.used[AT_INDEX];
	uint16_t *element = &queue.used[AT_RING + USED_WORDS * (index % queue.size)];
	uint32_t id = queue.available[AT_RING + which % queue.size], bytes = len;

	memcpy(element, &id, sizeof id);
	memcpy(element + 2, &bytes, sizeof bytes);
	queue.used[AT_INDEX] = (uint16_t)(index + 1);
}

/* One step: what it is, and bytes for it. Returns what it took. */
static size_t step(const uint8_t *data, size_t size)
{
	size_t at = (data[1] | (size_t)data[2] << 8) % queue.memory_bytes;
	size_t n = data[3] % 17;

	switch (data[0] % 8) {
	case 0:
	case 1: add(data[1]); return 2;
	case 2: virtqueue_offer(&queue); return 1;
	case 3: take(); return 1;
	case 4: virtqueue_expect(&queue, (uint16_t)(1 + data[1])); return 2;
	case 5: use(data[1], data[2]); return 3;
	case 6: virtqueue_ignore(&queue); return 1;
	default:
		if (n > size - 4)
			n = size - 4;
		if (n > queue.memory_bytes - at)
			n = queue.memory_bytes - at;
		memcpy(queue.memory + at, data + 4, n);
		return 4 + n;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *token;

	memset(chains, 0, sizeof chains);
	if (size < 1 || virtqueue_open(&queue, (uint16_t)(1 << data[0] % 6), data[0] & 128))
		return 0;
	data++;
	size--;
	while (size >= 4) {
		size_t n = step(data, size);

		data += n;
		size -= n;
		assert(queue.n_free + n_entries() == queue.size);
	}
	while ((token = virtqueue_abandon(&queue)))
		came_back(token);
	assert(n_entries() == 0 && queue.n_free == queue.size);
	virtqueue_close(&queue);
	return 0;
}
