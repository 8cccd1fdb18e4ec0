/*
 * store_ring.h - the ring that carries bytes to the store and back. Our own two indexes are kept
 * here, and only shown in the page; the store's are read once and checked. Each call is free of
 * waiting.
 */
#ifndef MCFG_XEN_STORE_RING_H
#define MCFG_XEN_STORE_RING_H

#include "hypercall.h"

#include <errno.h> /* whose names xs_wire.h asks for */
#include <sys/types.h>

#include <xen/io/xs_wire.h>

struct store_ring {
	struct xenstore_domain_interface *page;
	uint32_t req_prod, rsp_cons;
};

/* Goes on where the page says that the two sides are. */
void store_ring_init(struct store_ring *ring, struct xenstore_domain_interface *page);

/*
 * Put as many of `len` bytes as there is room for; take as many as there are, up to `cap`. Return
 * how many, or -EPROTO: the store's index is not one that can be.
 */
ssize_t store_ring_put(struct store_ring *ring, const void *data, size_t len);
ssize_t store_ring_take(struct store_ring *ring, void *data, size_t cap);

#endif
