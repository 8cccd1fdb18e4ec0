/* The console's ring: bytes out, bytes in. See console_ring.h. */
#include "../guest/leaf.h"

#include "console_ring.h"

void console_ring_init(struct console_ring *ring, struct xencons_interface *page)
{
	ring->page = page;
	ring->out_prod = page ? xen_load(&page->out_prod) : 0;
	ring->in_cons = page ? xen_load(&page->in_cons) : 0;
}

size_t console_ring_put(struct console_ring *ring, const char *data, size_t len)
{
	struct xencons_interface *page = ring->page;
	uint32_t used = ring->out_prod - xen_load(&page->out_cons);
	size_t n = 0;

	if (used > sizeof page->out)
		used = 0;
	for (; n < len && used < sizeof page->out; n++, used++)
		page->out[MASK_XENCONS_IDX(ring->out_prod++, page->out)] = data[n];
	xen_store(&page->out_prod, ring->out_prod);
	return n;
}

size_t console_ring_take(struct console_ring *ring, char *data, size_t cap)
{
	struct xencons_interface *page = ring->page;
	uint32_t in_prod = xen_load(&page->in_prod);
	size_t n = 0;

	if (in_prod - ring->in_cons > sizeof page->in)
		ring->in_cons = in_prod;
	for (; n < cap && ring->in_cons != in_prod; n++)
		data[n] = page->in[MASK_XENCONS_IDX(ring->in_cons++, page->in)];
	xen_store(&page->in_cons, ring->in_cons);
	return n;
}

bool console_ring_is_drained(const struct console_ring *ring)
{
	return !ring->page || xen_load(&ring->page->out_cons) == ring->out_prod;
}
