/* Xen's interrupt: a leaf. See events.h. */
#include "../guest/leaf.h"

#include "events.h"
#include "hypercall.h"
#include "shared.h"

void xen_events_interrupt(void)
{
	if (xen_shared)
		xen_store(&xen_shared->vcpu_info[0].evtchn_upcall_pending, 0);
}
