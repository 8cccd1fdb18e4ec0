/* Wakers: one event, for one task. See <mcfg/task.h>. */
#include "sched.h"

#include <mcfg/assert.h>

int mcfg_waker_wait(struct mcfg_waker *waker)
{
	int error;

	if (waker->woken)
		return waker->value;
	mcfg_assert(!waker->waiter);
	waker->waiter = mcfg_sched_self();
	error = mcfg_sched_block(MCFG_NEVER_NS);
	waker->waiter = NULL;
	return waker->woken ? waker->value : error;
}

void mcfg_waker_wake(struct mcfg_waker *waker, int value)
{
	if (waker->woken)
		return;
	waker->woken = true;
	waker->value = value;
	if (waker->waiter)
		mcfg_sched_wake(waker->waiter, value);
}
