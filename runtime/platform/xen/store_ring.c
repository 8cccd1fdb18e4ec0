/* The store's ring: bytes in, bytes out. See store_ring.h. */
#include "store_ring.h"

#include <errno.h>
#include <string.h>

void store_ring_init(struct store_ring *ring, struct xenstore_domain_interface *page)
{
	ring->page = page;
	ring->req_prod = xen_load(&page->req_prod);
	ring->rsp_cons = xen_load(&page->rsp_cons);
}

static size_t at_most(size_t a, size_t b)
{
	return a < b ? a : b;
}

ssize_t store_ring_put(struct store_ring *ring, const void *data, size_t len)
{
	uint32_t used = ring->req_prod - xen_load(&ring->page->req_cons);
	uint32_t at = MASK_XENSTORE_IDX(ring->req_prod);
	size_t first;

	if (used > XENSTORE_RING_SIZE)
		return -EPROTO;
	len = at_most(len, XENSTORE_RING_SIZE - used);
	first = at_most(len, XENSTORE_RING_SIZE - at);
	memcpy(ring->page->req + at, data, first);
	memcpy(ring->page->req, (const char *)data + first, len - first);
	ring->req_prod += (uint32_t)len;
	xen_store(&ring->page->req_prod, ring->req_prod);
	return (ssize_t)len;
}

ssize_t store_ring_take(struct store_ring *ring, void *data, size_t cap)
{
	uint32_t there = xen_load(&ring->page->rsp_prod) - ring->rsp_cons;
	uint32_t at = MASK_XENSTORE_IDX(ring->rsp_cons);
	size_t len, first;

	if (there > XENSTORE_RING_SIZE)
		return -EPROTO;
	len = at_most(cap, there);
	first = at_most(len, XENSTORE_RING_SIZE - at);
	memcpy(data, ring->page->rsp + at, first);
	memcpy((char *)data + first, ring->page->rsp, len - first);
	ring->rsp_cons += (uint32_t)len;
	xen_store(&ring->page->rsp_cons, ring->rsp_cons);
	return (ssize_t)len;
}
