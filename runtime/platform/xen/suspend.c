/* Suspending, and going on in another domain. See <mcfg/xen/suspend.h> and control.h. */
#include <mcfg/xen/suspend.h>

#include "../../report.h"
#include "console.h"
#include "control.h"
#include "events.h"
#include "grants.h"
#include "shared.h"
#include "stores.h"
#include "xen_arch.h"

#include <mcfg/assert.h>
#include <stddef.h>

/* All of the drivers' functions together. */
#define MOST_NS SEC(10)

static struct {
	struct xen_suspender *first, *last;
} suspenders;

void xen_suspender_add(struct xen_suspender *suspender)
{
	suspender->next = NULL;
	suspender->before = suspenders.last;
	if (suspenders.last)
		suspenders.last->next = suspender;
	else
		suspenders.first = suspender;
	suspenders.last = suspender;
}

void xen_suspender_remove(struct xen_suspender *suspender)
{
	if (suspender->before)
		suspender->before->next = suspender->next;
	else
		suspenders.first = suspender->next;
	if (suspender->next)
		suspender->next->before = suspender->before;
	else
		suspenders.last = suspender->before;
}

static void suspend_drivers(void)
{
	uint64_t outer_ns = task_deadline_push(task_now_ns() + MOST_NS);

	for (struct xen_suspender *at = suspenders.last; at; at = at->before)
		if (at->suspend)
			at->suspend(at);
	task_deadline_pop(outer_ns);
}

static void resume_drivers(bool restored)
{
	uint64_t outer_ns = task_deadline_push(task_now_ns() + MOST_NS);

	for (struct xen_suspender *at = suspenders.first; at; at = at->next)
		at->resume(at, restored);
	task_deadline_pop(outer_ns);
}

/* Nothing that the old domain shared with Xen is there in the new one. */
static void meet_xen_again(void)
{
	mcfg_assert(xen_shared_map() == 0);
	xen_events_init(xen_shared);
	xen_arch_resume();
	xen_console_open();
	if (xen_grants_resume())
		mcfg_say("the grant table cannot be restored");
}

void xen_suspend(void)
{
	struct sched_shutdown shutdown = { .reason = SHUTDOWN_suspend };
	uint64_t frame;
	bool restored;

	suspend_drivers();
	xen_store_suspend();
	restored = xen_sched_op(SCHEDOP_shutdown, &shutdown) == 0;
	if (restored)
		meet_xen_again();
	frame = xen_parameter(HVM_PARAM_STORE_PFN);
	xen_store_resume((void *)(uintptr_t)(frame * XEN_PAGE_BYTES),
	                 (uint32_t)xen_parameter(HVM_PARAM_STORE_EVTCHN), restored);
	resume_drivers(restored);
}
