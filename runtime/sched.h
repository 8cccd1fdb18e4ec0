/* sched.h - the scheduler, to the runtime's own files; <mcfg/task.h> is for everyone else. */
#ifndef MCFG_SCHED_H
#define MCFG_SCHED_H

#include "announce.h"
#include "tracing.h"

#include <mcfg/local.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <mcfg/timers.h>

enum task_state {
	TASK_READY, /* running, or in the queue of those that can run */
	TASK_BLOCKED,
	TASK_ENDED
};

/* Lies at the top of its own stack, so that a small task touches one page. */
struct mcfg_task {
	void *saved;            /* its stack pointer, while it does not run */
	struct mcfg_task *next; /* in the queue of those that can run */
	uint64_t *canary;       /* at the stack's low end, where there is no guard; else null */
	struct announce announce;
	bool cancelled, detached;
	uint8_t state;    /* enum task_state */
	uint16_t shields; /* above 0: cancelling has no effect on what it waits for */
	int value;        /* what it was woken with; once ended, its status */
	uint64_t deadline_ns;
	struct mcfg_timer timer;

	struct mcfg_task *parent, *children, *elder, *younger; /* of one parent */
	struct mcfg_waker *on_end;                             /* its parent waits, or null */
	uint64_t end_order; /* of two that ended, the lower was first */

	struct mcfg_local_value *locals;
	struct mcfg_cleanup *cleanups;

#ifdef MCFG_TRACE
	uint32_t id;
#endif
	const char *name; /* null: main, the task that the machine began with */
	int (*run)(void *argument);
	void *argument;
	struct mcfg_stack stack;
};

/* What a canary is; any text would do that no program leaves at the end of its stack. */
#define MCFG_CANARY UINT64_C(0x6d63666720656e64)

/* The running task. On the machine's own stack that is the main task, which outlives all others. */
struct mcfg_task *mcfg_sched_self(void);

/* Puts a task that can run behind the others that can. */
void mcfg_sched_ready(struct mcfg_task *task);

/*
 * Blocks the running task until it is woken, cancelled, or the time or its deadline comes. Returns
 * the value that it was woken with, -ECANCELED or -ETIMEDOUT.
 */
int mcfg_sched_block(uint64_t until_ns);

/* Wakes a blocked task; no other. Was it one? */
bool mcfg_sched_wake(struct mcfg_task *task, int value);

/* The first thing that is done on a stack that was switched to. */
void mcfg_sched_arrive(void);

/* Ends the running task. */
_Noreturn void mcfg_sched_end(void);

/* Prepares all of a task but its code: state, deadline, its timer. Returns 0 or -ENOMEM. */
int mcfg_sched_adopt(struct mcfg_task *task);

/* What is done last on the running task's stack: its cleanups, and dropping its local data. */
void mcfg_local_end(void);

/* The heap of timers: when the first is due (MCFG_NEVER_NS: none is), and firing all that are. */
uint64_t mcfg_timers_next_ns(void);
void mcfg_timers_fire(uint64_t now_ns);

/*
 * The most that a task has had on its stack, in bytes, to the lowest that is not 0: only debug
 * builds know. mcfg_stack_report says so in a message of the source "stack", at debug, as the task
 * ends.
 */
#ifdef MCFG_DEBUG
size_t mcfg_stack_used(const struct mcfg_task *task);
void mcfg_stack_report(const struct mcfg_task *task);
#else
static inline void mcfg_stack_report(const struct mcfg_task *task)
{
	(void)task;
}
#endif

/* A stack, from the pool where it has one, with room for its task at the top. Null: no memory. */
struct mcfg_task *mcfg_stack_get(size_t bytes);

/* Gives it back. Nobody may be standing on it. */
void mcfg_stack_put(struct mcfg_task *task);

/* Gives back the running task's own, which is about to be left for good: before the next is taken.
 */
void mcfg_stack_retire(struct mcfg_task *task);

#endif
