/* Granting the pages of a ring. See xen_ring_grant.h. */
#include "xen_ring_grant.h"

#include "xen_finish.h"

#include <errno.h>
#include <mcfg/xen/grant.h>

#define PATIENCE_NS SEC(1)

int xen_ring_grant(const struct xen_ring *ring, uint16_t domain, struct xen_ring_refs *refs)
{
	int error = 0;

	refs->n = 0;
	while (!error && refs->n < ring->n_pages) {
		error = xen_grant_access(&refs->refs[refs->n], domain, xen_ring_page(ring, refs->n),
		                         XEN_GRANT_WRITE);
		refs->n += !error;
	}
	while (error && refs->n > 0)
		xen_grant_end(refs->refs[--refs->n]); /* nobody was told of it */
	return error;
}

/* Ends them from the last on; those that are left are in use. */
static int end_pages(void *argument)
{
	struct xen_ring_refs *refs = argument;

	while (refs->n > 0) {
		int error = xen_grant_end_wait(refs->refs[refs->n - 1]);

		if (error)
			return error;
		refs->n--;
	}
	return 0;
}

int xen_ring_ungrant(struct xen_ring *ring, struct xen_ring_refs *refs)
{
	bool is_lost;

	xen_finish(end_pages, refs, PATIENCE_NS);
	is_lost = refs->n > 0;
	if (is_lost)
		ring->memory = NULL;
	refs->n = 0;
	xen_ring_close(ring);
	return is_lost ? -EBUSY : 0;
}
