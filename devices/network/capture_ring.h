/* capture_ring.h - the last packets of a capture, each as its block, one behind the other. */
#ifndef CAPTURE_RING_H
#define CAPTURE_RING_H

#include <stdbool.h>
#include <stddef.h>

struct capture_ring {
	unsigned char *bytes;
	size_t room, first, n; /* of bytes */
};

/* Of so many bytes; of 0 it keeps nothing. Returns 0 or -ENOMEM. */
int capture_ring_open(struct capture_ring *ring, size_t bytes);
void capture_ring_close(struct capture_ring *ring);

/*
 * Makes room for a block of n bytes, forgetting the oldest ones, and puts it there. Was it put? It
 * is not where it is larger than the ring.
 */
bool capture_ring_put(struct capture_ring *ring, const unsigned char *block, size_t n);

/* The oldest block's length, 0 if there is none; and taking it out, into `block`. */
size_t capture_ring_next(const struct capture_ring *ring);
void capture_ring_take(struct capture_ring *ring, unsigned char *block);

#endif
