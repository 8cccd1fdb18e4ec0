/* Queues of tasks that wait. See waiters.h. */
#include "waiters.h"

#include "sched.h"

static void append(struct mcfg_waiters *waiters, struct mcfg_waiting *waiting)
{
	waiting->before = waiters->last;
	if (waiters->last)
		waiters->last->after = waiting;
	else
		waiters->first = waiting;
	waiters->last = waiting;
}

static void remove_one(struct mcfg_waiters *waiters, struct mcfg_waiting *waiting)
{
	if (waiting->before)
		waiting->before->after = waiting->after;
	else
		waiters->first = waiting->after;
	if (waiting->after)
		waiting->after->before = waiting->before;
	else
		waiters->last = waiting->before;
}

int mcfg_waiters_wait(struct mcfg_waiters *waiters, void *item)
{
	struct mcfg_waiting self = { .task = mcfg_sched_self(), .item = item };
	int value;

	append(waiters, &self);
	value = mcfg_sched_block(MCFG_NEVER_NS);
	if (!self.served)
		remove_one(waiters, &self);
	return value;
}

struct mcfg_waiting *mcfg_waiters_serve(struct mcfg_waiters *waiters, int value)
{
	struct mcfg_waiting *waiting = waiters->first;

	/* Those that stopped waiting, but have not run since, are passed over. */
	while (waiting && !mcfg_sched_wake(waiting->task, value))
		waiting = waiting->after;
	if (waiting) {
		remove_one(waiters, waiting);
		waiting->served = true;
	}
	return waiting;
}
