/* A split virtqueue. See virtqueue.h. */
#include "virtqueue.h"

#include <errno.h>
#include <mcfg/assert.h>
#include <mcfg/platform.h>
#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "virtio's own order of bytes");

struct virtqueue_descriptor {
	uint64_t address;
	uint32_t bytes;
	uint16_t flags, next;
};

enum { HAS_NEXT = 1, IS_WRITTEN = 2 };    /* a descriptor's flags */
enum { AT_FLAGS, AT_INDEX, AT_RING };     /* of `available` and `used`, in 16 bits each */
enum { NO_INTERRUPT = 1, NO_NOTIFY = 1 }; /* their flags */
enum { DESCRIPTOR_BYTES = 16, USED_ALIGN = 4, USED_WORDS = 4 };

/* ---- memory that the device changes: read and written in one access, in order ---------------- */

static uint16_t read_16(const uint16_t *at)
{
	return __atomic_load_n(at, __ATOMIC_ACQUIRE);
}

static void write_16(uint16_t *at, uint16_t value)
{
	__atomic_store_n(at, value, __ATOMIC_RELEASE);
}

static uint32_t read_32(const uint16_t *at)
{
	return __atomic_load_n((const uint32_t *)(const void *)at, __ATOMIC_RELAXED);
}

/* Between a write of ours and a read of what the device wrote. */
static void fence(void)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/* Behind the ring of the other side stands when it is wanted to be heard of. */
static uint16_t *used_event(const struct virtqueue *queue)
{
	return &queue->available[AT_RING + queue->size];
}

static const uint16_t *available_event(const struct virtqueue *queue)
{
	return &queue->used[AT_RING + USED_WORDS * queue->size];
}

/* ---- opening and closing --------------------------------------------------------------------- */

static size_t available_at(uint16_t size)
{
	return (size_t)size * DESCRIPTOR_BYTES;
}

static size_t used_at(uint16_t size)
{
	size_t end = available_at(size) + ((size_t)AT_RING + size + 1) * sizeof(uint16_t);

	return (end + USED_ALIGN - 1) / USED_ALIGN * USED_ALIGN;
}

static size_t whole_pages(size_t bytes)
{
	return (bytes + MCFG_DMA_PAGE_BYTES - 1) / MCFG_DMA_PAGE_BYTES * MCFG_DMA_PAGE_BYTES;
}

static size_t all_bytes(uint16_t size)
{
	return whole_pages(used_at(size) +
	                   ((size_t)AT_RING + USED_WORDS * size + 1) * sizeof(uint16_t));
}

/* In pages, not of malloc: a queue may be opened before the C library is up. */
static size_t entries_bytes(uint16_t size)
{
	return whole_pages(size * sizeof(struct virtqueue_entry));
}

void virtqueue_empty(struct virtqueue *queue)
{
	mcfg_assert(queue->n_chains == 0);
	queue->broken = false;
	queue->n_free = queue->size;
	queue->first_free = queue->added = queue->offered = queue->taken = 0;
	for (uint16_t i = 0; i < queue->size; i++)
		queue->entries[i] = (struct virtqueue_entry){ .next = (uint16_t)(i + 1) };
	memset(queue->memory, 0, queue->memory_bytes);
}

int virtqueue_open(struct virtqueue *queue, uint16_t size, bool event_index)
{
	if (size == 0 || size > VIRTQUEUE_MOST || (size & (size - 1)))
		return -EINVAL;
	*queue = (struct virtqueue){ .size = size, .event_index = event_index };
	queue->memory_bytes = all_bytes(size);
	queue->memory = mcfg_platform_dma_open(queue->memory_bytes);
	if (!queue->memory)
		return -ENOMEM;
	queue->entries = mcfg_platform_dma_open(entries_bytes(size));
	if (!queue->entries) {
		mcfg_platform_dma_close(queue->memory, queue->memory_bytes);
		return -ENOMEM;
	}
	virtqueue_empty(queue);
	queue->descriptors = (void *)queue->memory;
	queue->available = (void *)(queue->memory + available_at(size));
	queue->used = (void *)(queue->memory + used_at(size));
	return 0;
}

void virtqueue_close(struct virtqueue *queue)
{
	mcfg_platform_dma_close(queue->memory, queue->memory_bytes);
	mcfg_platform_dma_close(queue->entries, entries_bytes(queue->size));
	*queue = (struct virtqueue){ .broken = true };
}

uint64_t virtqueue_descriptors_address(const struct virtqueue *queue)
{
	return mcfg_platform_dma_address(queue->memory);
}

uint64_t virtqueue_available_address(const struct virtqueue *queue)
{
	return mcfg_platform_dma_address(queue->memory) + available_at(queue->size);
}

uint64_t virtqueue_used_address(const struct virtqueue *queue)
{
	return mcfg_platform_dma_address(queue->memory) + used_at(queue->size);
}

/* ---- to the device --------------------------------------------------------------------------- */

/* Links the entries by what is remembered: the device may have written to its descriptors. */
static void fill(struct virtqueue *queue, const struct virtqueue_part *parts, size_t n_read,
                 size_t n)
{
	uint16_t at = queue->first_free;

	for (size_t i = 0; i < n; i++) {
		uint16_t next = queue->entries[at].next;

		queue->descriptors[at] = (struct virtqueue_descriptor){
			.address = parts[i].address,
			.bytes = parts[i].bytes,
			.flags =
			    (uint16_t)((i + 1 < n ? HAS_NEXT : 0) | (i >= n_read ? IS_WRITTEN : 0)),
			.next = i + 1 < n ? next : 0,
		};
		at = next;
	}
	queue->first_free = at;
}

static uint32_t room_of(const struct virtqueue_part *parts, size_t n)
{
	uint64_t room = 0;

	for (size_t i = 0; i < n; i++)
		room += parts[i].bytes;
	return room < UINT32_MAX ? (uint32_t)room : UINT32_MAX;
}

int virtqueue_add(struct virtqueue *queue, const struct virtqueue_part *parts, size_t n_read,
                  size_t n_write, void *token)
{
	size_t n = n_read + n_write;
	uint16_t head = queue->first_free;

	mcfg_assert(token && n > 0);
	if (queue->broken)
		return -EIO;
	if (n > queue->n_free)
		return -ENOSPC;
	fill(queue, parts, n_read, n);
	queue->entries[head].token = token;
	queue->entries[head].room = room_of(parts + n_read, n_write);
	queue->entries[head].n = (uint16_t)n;
	queue->n_free = (uint16_t)(queue->n_free - n);
	queue->available[AT_RING + (queue->added & (queue->size - 1))] = head;
	queue->added++;
	queue->n_chains++;
	return 0;
}

/* Did the index pass `event` on its way from `before` to `now`? */
static bool passes(uint16_t event, uint16_t before, uint16_t now)
{
	return (uint16_t)(now - event - 1) < (uint16_t)(now - before);
}

bool virtqueue_offer(struct virtqueue *queue)
{
	uint16_t before = queue->offered;

	if (queue->broken || before == queue->added)
		return false;
	queue->offered = queue->added;
	write_16(&queue->available[AT_INDEX], queue->added);
	fence();
	if (queue->event_index)
		return passes(read_16(available_event(queue)), before, queue->added);
	return !(read_16(&queue->used[AT_FLAGS]) & NO_NOTIFY);
}

/* ---- from the device ------------------------------------------------------------------------- */

static int break_queue(struct virtqueue *queue)
{
	queue->broken = true;
	return -EIO;
}

/* How many chains are used and not taken; more than the device has: it lies. */
static uint16_t n_used(const struct virtqueue *queue)
{
	return (uint16_t)(read_16(&queue->used[AT_INDEX]) - queue->taken);
}

static void *free_chain(struct virtqueue *queue, uint16_t head)
{
	struct virtqueue_entry *entry = &queue->entries[head];
	void *token = entry->token;
	uint16_t last = head;

	for (uint16_t i = 1; i < entry->n; i++)
		last = queue->entries[last].next;
	queue->entries[last].next = queue->first_free;
	queue->first_free = head;
	queue->n_free = (uint16_t)(queue->n_free + entry->n);
	queue->n_chains--;
	entry->token = NULL;
	return token;
}

int virtqueue_take(struct virtqueue *queue, void **token, uint32_t *len)
{
	const uint16_t *element;
	uint32_t id;
	uint16_t n;

	if (queue->broken)
		return -EIO;
	n = n_used(queue);
	if (n == 0)
		return 0;
	if (n > (uint16_t)(queue->n_chains - (uint16_t)(queue->added - queue->offered)))
		return break_queue(queue);
	element = &queue->used[AT_RING + USED_WORDS * (queue->taken & (queue->size - 1))];
	id = read_32(element);
	*len = read_32(element + 2);
	if (id >= queue->size || !queue->entries[id].token || *len > queue->entries[id].room)
		return break_queue(queue);
	queue->taken++;
	*token = free_chain(queue, (uint16_t)id);
	return 1;
}

bool virtqueue_expect(struct virtqueue *queue, uint16_t n)
{
	if (queue->broken)
		return true;
	if (queue->event_index)
		write_16(used_event(queue), (uint16_t)(queue->taken + n - 1));
	else
		write_16(&queue->available[AT_FLAGS], 0);
	fence();
	return n_used(queue) >= n;
}

void virtqueue_ignore(struct virtqueue *queue)
{
	/* By index: not before the others have all gone by. */
	if (queue->event_index)
		write_16(used_event(queue), (uint16_t)(queue->taken - 1));
	else
		write_16(&queue->available[AT_FLAGS], NO_INTERRUPT);
}

void *virtqueue_abandon(struct virtqueue *queue)
{
	for (uint16_t i = 0; queue->n_chains > 0 && i < queue->size; i++)
		if (queue->entries[i].token)
			return free_chain(queue, i);
	return NULL;
}
