/* See capture_ring.h. */
#include "capture_ring.h"

#include <errno.h>
#include <mcfg/endian.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH_AT = 4, LENGTH_BYTES = 8 }; /* a block's length, behind its kind */

int capture_ring_open(struct capture_ring *ring, size_t bytes)
{
	*ring = (struct capture_ring){ .room = bytes };
	if (bytes == 0)
		return 0;
	ring->bytes = malloc(bytes);
	return ring->bytes ? 0 : -ENOMEM;
}

void capture_ring_close(struct capture_ring *ring)
{
	free(ring->bytes);
}

/* The bytes from `at` on, which may go on at the ring's low end. */
static void copy_out(const struct capture_ring *ring, size_t at, unsigned char *to, size_t n)
{
	size_t begin = (ring->first + at) % ring->room;
	size_t part = n < ring->room - begin ? n : ring->room - begin;

	memcpy(to, ring->bytes + begin, part);
	memcpy(to + part, ring->bytes, n - part);
}

static void copy_in(struct capture_ring *ring, const unsigned char *from, size_t n)
{
	size_t begin = (ring->first + ring->n) % ring->room;
	size_t part = n < ring->room - begin ? n : ring->room - begin;

	memcpy(ring->bytes + begin, from, part);
	memcpy(ring->bytes, from + part, n - part);
	ring->n += n;
}

size_t capture_ring_next(const struct capture_ring *ring)
{
	unsigned char head[LENGTH_BYTES];

	if (ring->n == 0)
		return 0;
	copy_out(ring, 0, head, sizeof head);
	return mcfg_get_le32(head + LENGTH_AT);
}

static void drop(struct capture_ring *ring, size_t n)
{
	ring->first = (ring->first + n) % ring->room;
	ring->n -= n;
}

void capture_ring_take(struct capture_ring *ring, unsigned char *block)
{
	size_t n = capture_ring_next(ring);

	copy_out(ring, 0, block, n);
	drop(ring, n);
}

bool capture_ring_put(struct capture_ring *ring, const unsigned char *block, size_t n)
{
	if (n > ring->room)
		return false;
	while (ring->room - ring->n < n)
		drop(ring, capture_ring_next(ring));
	copy_in(ring, block, n);
	return true;
}
