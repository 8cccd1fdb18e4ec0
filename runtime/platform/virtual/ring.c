/* In virtual time there is no queue: work is done at once. See <mcfg/unix/ring.h>. */
#include <mcfg/unix/ring.h>

#include <errno.h>

int mcfg_ring_submit(struct mcfg_ring_request *request)
{
	(void)request;
	return -ENOSYS;
}
