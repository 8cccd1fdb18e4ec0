/*
 * local.h - what belongs to one task: data of its own, and what is to be done when it ends.
 */
#ifndef MCFG_LOCAL_H
#define MCFG_LOCAL_H

#include <mcfg/task.h>

/* ---- data: one name, a value for each task ----------------------------------------------------
 *
 *	static const struct mcfg_local user = { free };
 *
 *	error = task_local_set(&user, strdup("root"));
 *	...
 *	const char *name = task_local_get(&user);
 */
struct mcfg_local {
	void (*drop)(void *value); /* called with each task's when the task ends; may be null */
};

/* The running task's value; null until it was set. A child does not inherit it. */
void *task_local_get(const struct mcfg_local *local);

/*
 * Sets it; what was there before is not dropped. Returns 0, or -ENOMEM: only where the task had
 * none yet.
 */
int task_local_set(const struct mcfg_local *local, void *value);

/* ---- cleanup: what is to be done however the task ends ----------------------------------------
 *
 * Mostly a function that meets an error gives back what it holds, and returns. Cleanups are for
 * what is held while code runs that may end the task (task_exit), and for what should not be
 * forgotten on any path:
 *
 *	struct mcfg_cleanup cleanup;
 *
 *	task_cleanup_push(&cleanup, close_file, file);
 *	error = work_on(file);
 *	task_cleanup_pop(&cleanup, true);
 */
struct mcfg_cleanup {
	struct mcfg_cleanup *before;
	void (*run)(void *argument);
	void *argument;
};

/*
 * task_cleanup_push - add to what is done when the running task ends.
 *
 * cleanup   keeps, until it is popped or has run. If it lies in a function's frame, it is popped
 *           before that function returns.
 * run       called when the task ends, the last pushed first, shielded: it may block.
 */
void task_cleanup_push(struct mcfg_cleanup *cleanup, void (*run)(void *argument), void *argument);

/* Takes back the last one; does it now, if `run`. */
void task_cleanup_pop(struct mcfg_cleanup *cleanup, bool run);

/*
 * task_exit - end the running task from anywhere below its first function, which does not return.
 *
 * Its children are cancelled and waited for, its cleanups run. The main task cannot.
 */
_Noreturn void task_exit(int status);

#endif
