/*
 * The scheduler: a queue of tasks that can run, and what happens when there is none. A task
 * switches to the next one directly; there is no stack that belongs to the scheduler. See sched.h.
 */
#include "sched.h"

#include "report.h"
#include "switch.h"

#include <errno.h>

/* Switches between two looks at the clock, while there is always a task that can run. */
#define LOOK_EVERY 128

/* The longest that events wait while there is. */
#define LOOK_AFTER_NS MSEC(1)

static struct mcfg_task main_task; /* opened by mcfg_sched_adopt */

static struct {
	struct mcfg_task *self;
	struct mcfg_task *first, **end; /* the queue of those that can run */
	unsigned until_look;            /* switches */
	uint64_t looked_ns;
	int *errno_at; /* it never moves: there is one thread */
} sched = { .self = &main_task, .end = &sched.first, .until_look = LOOK_EVERY };

/* Was switched from; asked for only where stacks are announced. */
static struct mcfg_task *left;

struct mcfg_task *mcfg_sched_self(void)
{
	return sched.self;
}

void mcfg_sched_ready(struct mcfg_task *task)
{
	task->state = TASK_READY;
	task->next = NULL;
	*sched.end = task;
	sched.end = &task->next;
}

static inline struct mcfg_task *take_ready(void)
{
	struct mcfg_task *task = sched.first;

	if (task) {
		sched.first = task->next;
		if (!sched.first)
			sched.end = &sched.first;
	}
	return task;
}

/* Waits for events until `deadline_ns`, and does what is due. */
static __attribute__((noinline)) void look(uint64_t deadline_ns)
{
	mcfg_platform_wait(deadline_ns);
	sched.looked_ns = mcfg_platform_monotonic_ns();
	mcfg_timers_fire(sched.looked_ns);
}

/* Tasks that never let the queue run empty must not keep timers and events waiting. */
static __attribute__((noinline)) void look_now(void)
{
	uint64_t now_ns = mcfg_platform_monotonic_ns();

	sched.until_look = LOOK_EVERY;
	if (now_ns - sched.looked_ns >= LOOK_AFTER_NS)
		look(0);
	else
		mcfg_timers_fire(now_ns);
}

static inline void look_sometimes(void)
{
	if (--sched.until_look == 0)
		look_now();
}

static struct mcfg_task *next_task(void)
{
	struct mcfg_task *next;

	look_sometimes();
	while (!(next = take_ready()))
		look(mcfg_timers_next_ns());
	return next;
}

static __attribute__((noinline, cold)) void canary_died(const struct mcfg_task *task)
{
	mcfg_describe_fault("the stack's end was overwritten", task->stack.low - 1);
	mcfg_platform_crash();
}

void mcfg_sched_arrive(void)
{
	announce_enter(&sched.self->announce, &left->announce);
}

/* Leaves the running task; returns when it is switched to again. */
static inline void switch_to(struct mcfg_task *self, struct mcfg_task *next)
{
	int saved_errno = *sched.errno_at;

	if (self->canary && *self->canary != MCFG_CANARY)
		canary_died(self);
	trace_event(TRACE_SWITCH, next->id, 0, NULL);
	left = self;
	sched.self = next;
	announce_leave(self->state == TASK_ENDED ? NULL : &self->announce, &next->announce);
	mcfg_switch(&self->saved, next->saved);
	mcfg_sched_arrive();
	*sched.errno_at = saved_errno;
}

static void run_others(void)
{
	struct mcfg_task *self = sched.self, *next = next_task();

	if (next != self)
		switch_to(self, next);
	else
		trace_event(TRACE_SWITCH, self->id, 0, NULL); /* it goes on */
}

/* ---- blocking -------------------------------------------------------------------------------- */

static struct mcfg_task *task_of_timer(struct mcfg_timer *timer)
{
	return (struct mcfg_task *)(void *)((char *)timer - offsetof(struct mcfg_task, timer));
}

static void time_is_up(struct mcfg_timer *timer)
{
	mcfg_sched_wake(task_of_timer(timer), -ETIMEDOUT);
}

int mcfg_sched_adopt(struct mcfg_task *task)
{
	if (!sched.errno_at)
		sched.errno_at = &errno;
	task->deadline_ns = MCFG_NEVER_NS;
	return mcfg_timer_open(&task->timer, time_is_up);
}

/* A cancelled task that ignores it lets the others run all the same. */
static __attribute__((cold)) int refuse_to_block(struct mcfg_task *self)
{
	mcfg_sched_ready(self);
	run_others();
	return -ECANCELED;
}

int mcfg_sched_block(uint64_t until_ns)
{
	struct mcfg_task *self = sched.self;

	if (self->cancelled && self->shields == 0)
		return refuse_to_block(self);
	if (until_ns > self->deadline_ns)
		until_ns = self->deadline_ns;
	trace_event(TRACE_BLOCK, 0, until_ns, NULL);
	self->state = TASK_BLOCKED;
	if (until_ns != MCFG_NEVER_NS)
		mcfg_timer_start(&self->timer, until_ns);
	run_others();
	return self->value;
}

bool mcfg_sched_wake(struct mcfg_task *task, int value)
{
	if (task->state != TASK_BLOCKED)
		return false;
	trace_event(TRACE_WAKE, task->id, value, NULL);
	if (task->timer.slot)
		mcfg_timer_stop(&task->timer);
	task->value = value;
	mcfg_sched_ready(task);
	return true;
}

int task_yield(void)
{
	struct mcfg_task *self = sched.self, *next;

	mcfg_sched_ready(self);
	look_sometimes();
	next = take_ready(); /* there is one: self */
	if (next != self)
		switch_to(self, next);
	return self->cancelled && self->shields == 0 ? -ECANCELED : 0;
}

/* ---- ends ------------------------------------------------------------------------------------ */

_Noreturn void mcfg_sched_end(void)
{
	static uint64_t ended;
	struct mcfg_task *self = sched.self, *next;

	mcfg_stack_report(self);
	mcfg_timer_close(&self->timer);
	self->state = TASK_ENDED;
	self->end_order = ++ended;
	if (self->on_end)
		mcfg_waker_wake(self->on_end, 0);
	trace_event(TRACE_END, 0, self->value, NULL);
	next = next_task();
	if (self->detached)
		mcfg_stack_retire(self);
	switch_to(self, next);
	mcfg_platform_crash(); /* nobody wakes an ended task */
}

bool mcfg_in_guard(const void *address)
{
	const struct mcfg_stack *stack = &sched.self->stack;
	const char *at = address, *low = stack->low;

	return low && at < low && at >= low - (stack->guard_bytes ? stack->guard_bytes : 1);
}

void mcfg_describe_fault(const char *what, const void *address)
{
	const char *name = task_name(sched.self);

	if (mcfg_in_guard(address))
		what = "its stack overflowed";
	if (address)
		mcfg_say("task %s: %s at %p", name, what, address);
	else
		mcfg_say("task %s: %s", name, what);
}
