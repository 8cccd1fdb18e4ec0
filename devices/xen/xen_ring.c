/* The front half of a shared ring. See xen_ring.h. */
#include "xen_ring.h"

#include <errno.h>
#include <mcfg/assert.h>
#include <mcfg/platform.h>

/* What stands before the slots. Each side writes its own two, and reads the other's. */
enum { REQUESTS, REQUESTS_EVENT, RESPONSES, RESPONSES_EVENT };
enum { HEAD_BYTES = 64 };

_Static_assert(MCFG_DMA_PAGE_BYTES == 4096, "a page is what Xen grants");

/* ---- memory that the backend changes: read and written in one access, in order --------------- */

static uint32_t *word(const struct xen_ring *ring, size_t i)
{
	return (uint32_t *)(void *)ring->memory + i;
}

static uint32_t read_word(const struct xen_ring *ring, size_t i)
{
	return __atomic_load_n(word(ring, i), __ATOMIC_ACQUIRE);
}

static void write_word(const struct xen_ring *ring, size_t i, uint32_t value)
{
	__atomic_store_n(word(ring, i), value, __ATOMIC_RELEASE);
}

/* Between a write of ours and a read of what the backend wrote. */
static void fence(void)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
}

static unsigned char *slot(const struct xen_ring *ring, uint32_t index)
{
	return ring->memory + HEAD_BYTES + (size_t)(index & (ring->n - 1)) * ring->slot_bytes;
}

/* ---- opening and closing --------------------------------------------------------------------- */

uint32_t xen_ring_slots(size_t n_pages, size_t slot_bytes)
{
	size_t most = (n_pages * MCFG_DMA_PAGE_BYTES - HEAD_BYTES) / slot_bytes;
	uint32_t n = 1;

	while (n <= most / 2)
		n *= 2;
	return n;
}

int xen_ring_open(struct xen_ring *ring, size_t n_pages, size_t slot_bytes)
{
	mcfg_assert(n_pages > 0 && n_pages <= XEN_RING_MOST_PAGES);
	mcfg_assert(slot_bytes > 0 && slot_bytes % 4 == 0 && slot_bytes < MCFG_DMA_PAGE_BYTES / 2);
	*ring = (struct xen_ring){ .n = xen_ring_slots(n_pages, slot_bytes),
		                   .slot_bytes = (uint32_t)slot_bytes,
		                   .n_pages = n_pages };
	ring->memory = mcfg_platform_dma_open(n_pages * MCFG_DMA_PAGE_BYTES);
	if (!ring->memory)
		return -ENOMEM;
	write_word(ring, REQUESTS_EVENT, 1);
	write_word(ring, RESPONSES_EVENT, 1);
	return 0;
}

void xen_ring_close(struct xen_ring *ring)
{
	if (ring->memory)
		mcfg_platform_dma_close(ring->memory, ring->n_pages * MCFG_DMA_PAGE_BYTES);
	*ring = (struct xen_ring){ .broken = true };
}

/* ---- requests -------------------------------------------------------------------------------- */

void *xen_ring_add(struct xen_ring *ring)
{
	if (ring->broken || xen_ring_room(ring) == 0)
		return NULL;
	return slot(ring, ring->made++);
}

bool xen_ring_offer(struct xen_ring *ring)
{
	uint32_t before = ring->offered;

	if (ring->broken || before == ring->made)
		return false;
	ring->offered = ring->made;
	write_word(ring, REQUESTS, ring->made);
	fence();
	/* Did the index pass the one that it waits for, on its way from `before`? */
	return ring->made - read_word(ring, REQUESTS_EVENT) < ring->made - before;
}

/* ---- responses ------------------------------------------------------------------------------- */

/* Looks how many there are; more than the backend was asked for: it lies. */
static bool look(struct xen_ring *ring)
{
	uint32_t now = read_word(ring, RESPONSES);

	if (now - ring->taken > xen_ring_outstanding(ring) ||
	    now - ring->taken < ring->seen - ring->taken) {
		ring->broken = true;
		return false;
	}
	ring->seen = now;
	return true;
}

static void copy_words(uint32_t *to, const unsigned char *from, size_t n)
{
	const uint32_t *words = (const void *)from;

	for (size_t i = 0; i < n; i++)
		to[i] = __atomic_load_n(&words[i], __ATOMIC_RELAXED);
}

int xen_ring_take(struct xen_ring *ring, void *response, size_t bytes)
{
	if (ring->broken || (ring->seen == ring->taken && !look(ring)))
		return -EIO;
	if (ring->seen == ring->taken)
		return 0;
	copy_words(response, slot(ring, ring->taken), bytes / 4);
	ring->taken++;
	return 1;
}

bool xen_ring_expect(struct xen_ring *ring, uint32_t n)
{
	if (ring->broken)
		return true;
	write_word(ring, RESPONSES_EVENT, ring->taken + n);
	fence();
	return !look(ring) || ring->seen - ring->taken >= n;
}
