/*
 * xen_ring.h - the front half of a shared ring: requests go to a backend, and responses come back
 * in the same slots. Without any I/O: who owns a ring grants its pages, notifies the backend, and
 * is told of its events.
 *
 * The backend is not trusted. Its index is read once and checked against what was offered to it:
 * one that runs ahead, or back, makes the ring broken, and nothing of it is read again. A response
 * is copied into memory of ours, each word read once, before anybody looks at it; what it says
 * (ids, lengths, states) is for the owner to check. Our own indexes are kept in memory of ours, and
 * only shown in the page.
 *
 * Notifications. Each side writes the index at which it next wants to hear of the other. The front
 * half says by xen_ring_expect how many more responses it wants to come before an event; until it
 * says so again there is no second one. So an owner who is told of an event takes responses until
 * there are none, expects the next, and looks once more: an idle ring costs one event for the first
 * response of a burst, a busy one none for those that come while it looks. The other way round
 * xen_ring_offer says whether the backend wants to hear of what was offered: one that is at work
 * already does not. Offer a burst at once.
 *
 * Source: Xen's public header io/ring.h.
 */
#ifndef XEN_RING_H
#define XEN_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { XEN_RING_MOST_PAGES = 16 };

struct xen_ring {
	uint32_t n; /* slots, a power of two */
	uint32_t slot_bytes;
	bool broken;

	uint32_t made;    /* requests, ever, modulo 2^32: as is all that follows */
	uint32_t offered; /* of these, as the backend knows it */
	uint32_t seen;    /* responses that the backend has made, when we last looked */
	uint32_t taken;   /* of these */

	unsigned char *memory; /* the pages that are shared, one behind the other */
	size_t n_pages;
};

/* How many slots a ring of so many pages has. */
uint32_t xen_ring_slots(size_t n_pages, size_t slot_bytes);

/*
 * xen_ring_open - an empty ring, which expects one response.
 *
 * n_pages      1 to XEN_RING_MOST_PAGES.
 * slot_bytes   of the longer one of request and response; a multiple of 4, and of their alignment.
 *
 * Returns 0, or -ENOMEM.
 */
int xen_ring_open(struct xen_ring *ring, size_t n_pages, size_t slot_bytes);

/* Gives its memory back: no other domain can use it any more. Nothing if it is closed. */
void xen_ring_close(struct xen_ring *ring);

/* Page i of it, to be granted for writing. */
static inline void *xen_ring_page(const struct xen_ring *ring, size_t i)
{
	return ring->memory + i * 4096;
}

/* How many more requests can be made; how many the backend has. */
static inline uint32_t xen_ring_room(const struct xen_ring *ring)
{
	return ring->n - (ring->made - ring->taken);
}

static inline uint32_t xen_ring_outstanding(const struct xen_ring *ring)
{
	return ring->offered - ring->taken;
}

/*
 * The slot of the next request, to be written before it is offered; what was there before is of no
 * meaning. Null: there is no room, or the ring is broken.
 */
void *xen_ring_add(struct xen_ring *ring);

/* Hands over all requests that were added. Is the backend to be notified? */
bool xen_ring_offer(struct xen_ring *ring);

/*
 * xen_ring_take - the next response.
 *
 * response   gives: its first `bytes`, a multiple of 4, at most slot_bytes.
 *
 * Returns 1, 0: there is none; -EIO: the ring is broken, or is now.
 */
int xen_ring_take(struct xen_ring *ring, void *response, size_t bytes);

/*
 * xen_ring_expect - ask for an event once `n` > 0 more responses are there than were taken.
 *
 * Returns whether that has happened already, or the ring is broken: then no event may come.
 */
bool xen_ring_expect(struct xen_ring *ring, uint32_t n);

#endif
