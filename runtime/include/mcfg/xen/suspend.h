/*
 * suspend.h - what must be done around a suspension: `xl save`, `xl migrate`. For drivers of Xen
 * images, on x86-64; Xen on ARM has none.
 *
 * While the machine is saved nothing of the image runs. It goes on in another domain, perhaps of
 * another host: memory and tasks are as they were, and so is the monotonic clock; but its event
 * channels are closed, its grants are void, and its backends are new ones. The runtime makes the
 * console, the store with its watches and the timer anew by itself; a driver does so with its own:
 *
 *	static void netfront_resume(struct xen_suspender *suspender, bool restored)
 *	{
 *		struct netfront *self = container_of(suspender, struct netfront, suspender);
 *
 *		if (restored)
 *			netfront_connect_again(self);
 *	}
 */
#ifndef MCFG_XEN_SUSPEND_H
#define MCFG_XEN_SUSPEND_H

#include <stdbool.h>

struct xen_suspender {
	/* Before. May be null. */
	void (*suspend)(struct xen_suspender *suspender);

	/* After. `restored`: as above; else the suspension was called off, and all is as it was. */
	void (*resume)(struct xen_suspender *suspender, bool restored);

	struct xen_suspender *next, *before;
};

/*
 * From now on its functions are called: suspend in the reverse order of adding, resume in that
 * order, in a task of the runtime's, which they may block (the store works in both; a deadline
 * of ten seconds is set for all of them together).
 */
void xen_suspender_add(struct xen_suspender *suspender);
void xen_suspender_remove(struct xen_suspender *suspender);

#endif
