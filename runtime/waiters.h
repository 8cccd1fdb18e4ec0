/* waiters.h - queues of tasks that wait, to the runtime's own files. */
#ifndef MCFG_WAITERS_H
#define MCFG_WAITERS_H

#include <mcfg/sync.h>

/* One that waits; it lies on its own stack. */
struct mcfg_waiting {
	struct mcfg_waiting *before, *after;
	struct mcfg_task *task;
	void *item;  /* what it gives, or where it wants it; or null */
	bool served; /* it has what it waits for, or `value` says why not */
};

/*
 * Waits behind the others until it is served. Returns the value that it was served with, or
 * -ECANCELED or -ETIMEDOUT: it was not served then. Blocks.
 */
int mcfg_waiters_wait(struct mcfg_waiters *waiters, void *item);

/* The one that waits longest, which is now served and will run; null if nobody waits. */
struct mcfg_waiting *mcfg_waiters_serve(struct mcfg_waiters *waiters, int value);

#endif
