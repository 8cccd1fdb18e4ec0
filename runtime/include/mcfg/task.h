/*
 * task.h - tasks: plain sequential code, many at once, without threads.
 *
 * A task has a stack of its own and runs until it calls something that blocks; then another one
 * runs. Nothing is interrupted, so what lies between two blocking calls needs no lock. Calls that
 * block say "Blocks" below; so do the operations of devices that wait for something.
 *
 * Tasks are structured: a task ends before the one that spawned it does, unless it was handed over
 * by task_detach. Whoever spawns joins.
 *
 * Each blocking call may return early:
 *
 *	-ECANCELED   the task was cancelled. Every later one returns it too: give back what you hold
 *	             and return.
 *	-ETIMEDOUT   the task's deadline has passed (task_deadline_push).
 */
#ifndef MCFG_TASK_H
#define MCFG_TASK_H

#include <mcfg/units.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mcfg_task;

/* ---- starting and ending --------------------------------------------------------------------- */

struct mcfg_task_options {
	const char *name;   /* borrows until the task was joined; null: "task" */
	size_t stack_bytes; /* 0: MCFG_STACK_BYTES */
};

/*
 * Of which only what is touched takes memory. The C library's own functions need up to 9 kB, so a
 * smaller stack is for tasks that call none of printf, strtod and the like.
 */
#define MCFG_STACK_BYTES 65536

/*
 * task_spawn - start a task. It first runs when its parent next blocks.
 *
 * task      gives; join, select or detach it.
 * options   borrows; null: all defaults.
 * run       its return value is the task's status.
 *
 * Returns 0, or -ENOMEM.
 */
int task_spawn(struct mcfg_task **task, const struct mcfg_task_options *options,
               int (*run)(void *argument), void *argument);

/*
 * task_join - wait until all of `n` tasks have ended, and release them.
 *
 * tasks   takes, always; each is a child of the caller.
 *
 * Returns the status of the first in the array that is not 0, or 0. Where the caller is cancelled
 * or its deadline passes, the tasks are cancelled, waited for, and -ECANCELED or -ETIMEDOUT is
 * returned. Blocks.
 */
int task_join(struct mcfg_task *const *tasks, size_t n);

/*
 * task_select - wait until the first of `n` > 0 tasks has ended, cancel the others, and release
 * all.
 *
 * tasks   takes, always; each is a child of the caller.
 * which   the index of the first to end; may be null.
 *
 * Returns the status of that one, or as task_join. Blocks, until the others have ended as well.
 */
int task_select(struct mcfg_task *const *tasks, size_t n, size_t *which);

/* Hands a child over to the image: nobody joins it. It lives at the longest until the image ends.
 */
void task_detach(struct mcfg_task *task);

/* Makes the task's blocking call, or its next one, return -ECANCELED. It still must be joined. */
void task_cancel(struct mcfg_task *task);

/* ---- the running task ------------------------------------------------------------------------ */

struct mcfg_task *task_self(void);
const char *task_name(const struct mcfg_task *task);

/* Was the running task cancelled? For those who work long without blocking. */
bool task_cancelled(void);

/* Lets the others run first. Returns 0 or -ECANCELED. */
int task_yield(void);

/* The monotonic clock. */
uint64_t task_now_ns(void);

/* Returns 0 once the clock shows `at_ns`, never before it. Block. */
int task_sleep_until_ns(uint64_t at_ns);
int task_sleep_ns(uint64_t duration_ns);

/*
 * A deadline, which every blocking call of this task obeys until it is popped. An earlier one that
 * is set already stays. Push gives what pop takes:
 *
 *	uint64_t outer = task_deadline_push(task_now_ns() + SEC(5));
 *	int error = flow_read(flow, data, cap);
 *	task_deadline_pop(outer);
 */
uint64_t task_deadline_push(uint64_t deadline_ns);
void task_deadline_pop(uint64_t outer_ns);

/* ---- shields: what must be done to its end --------------------------------------------------- */

/*
 * Between begin and end, neither cancelling nor the deadline ends a wait of the running task; what
 * happened meanwhile counts afterwards. For short work that gives something back. They nest.
 *
 *	struct mcfg_shield shield;
 *
 *	task_shield_begin(&shield);
 *	flow_flush(flow);
 *	task_shield_end(&shield);
 */
struct mcfg_shield {
	uint64_t deadline_ns;
};

void task_shield_begin(struct mcfg_shield *shield);
void task_shield_end(const struct mcfg_shield *shield);

/* ---- wakers: how tasks, and what happens between them, wake a task --------------------------- */

/* One event, for one task that waits. A zeroed one is ready for use. */
struct mcfg_waker {
	struct mcfg_task *waiter;
	int value;
	bool woken;
};

/*
 * Waits for the event; at once if it has been. Returns the value that it was woken with, which by
 * convention is 0 or a negative errno, or as every blocking call. Blocks.
 */
int mcfg_waker_wait(struct mcfg_waker *waker);

/* The event: the first time counts. Callable from tasks, timers and the platform's events. */
void mcfg_waker_wake(struct mcfg_waker *waker, int value);

#endif
