/* xen_ring_grant.h - the pages of a ring, as a backend may use them. */
#ifndef XEN_RING_GRANT_H
#define XEN_RING_GRANT_H

#include "xen_ring.h"

/* The references of a ring's pages, as the backend is told them. */
struct xen_ring_refs {
	uint32_t refs[XEN_RING_MOST_PAGES];
	size_t n;
};

/*
 * xen_ring_grant - let `domain` use all pages of a ring.
 *
 * Returns 0, or as xen_grant_access: then it may use none of them.
 */
int xen_ring_grant(const struct xen_ring *ring, uint16_t domain, struct xen_ring_refs *refs);

/*
 * xen_ring_ungrant - end that, and close the ring. Nothing if it is closed.
 *
 * Waits while the backend has pages in use: for a second at most, or until the deadline. A page
 * that it holds on to then is its own: the ring's memory is not given back.
 *
 * Returns 0, -EBUSY: memory is lost to the backend, which is worth a message. Blocks.
 */
int xen_ring_ungrant(struct xen_ring *ring, struct xen_ring_refs *refs);

#endif
