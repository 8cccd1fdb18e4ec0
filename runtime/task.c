/* Tasks: starting, ending, waiting for them and cancelling them. See <mcfg/task.h>. */
#include "sched.h"
#include "switch.h"

#include <errno.h>
#include <mcfg/assert.h>

/* ---- the family ------------------------------------------------------------------------------ */

static void link_child(struct mcfg_task *parent, struct mcfg_task *task)
{
	task->parent = parent;
	task->elder = NULL;
	task->younger = parent->children;
	if (task->younger)
		task->younger->elder = task;
	parent->children = task;
}

static void unlink_child(struct mcfg_task *task)
{
	if (task->elder)
		task->elder->younger = task->younger;
	else
		task->parent->children = task->younger;
	if (task->younger)
		task->younger->elder = task->elder;
}

static void release(struct mcfg_task *task)
{
	unlink_child(task);
	mcfg_stack_put(task);
}

/* ---- starting -------------------------------------------------------------------------------- */

/* Waits for all children that it did not join, after cancelling them. */
static __attribute__((cold)) void end_children(struct mcfg_task *self)
{
	for (struct mcfg_task *child = self->children; child; child = child->younger)
		task_cancel(child);
	while (self->children) {
		struct mcfg_task *child = self->children;

		task_join(&child, 1);
	}
}

/* What must be over before the task is: its cleanups, and children; also those that a cleanup
 * spawned. */
static void end_family(struct mcfg_task *self)
{
	struct mcfg_shield shield;

	task_shield_begin(&shield);
	end_children(self);
	mcfg_local_end();
	end_children(self);
	task_shield_end(&shield);
}

_Noreturn void task_exit(int status)
{
	struct mcfg_task *self = mcfg_sched_self();

	mcfg_assert(self->parent);
	if (self->children || self->cleanups || self->locals)
		end_family(self);
	if (self->detached)
		unlink_child(self);
	self->value = status;
	mcfg_sched_end();
}

static _Noreturn void run_task(void *argument)
{
	const struct mcfg_task *self = argument;

	mcfg_sched_arrive();
	task_exit(self->run(self->argument));
}

#ifdef MCFG_TRACE
static void number(struct mcfg_task *task)
{
	static uint32_t n;

	task->id = ++n;
	trace_event(TRACE_SPAWN, task->id, 0, task->name);
}
#else
static void number(struct mcfg_task *task)
{
	(void)task;
}
#endif

int task_spawn(struct mcfg_task **out, const struct mcfg_task_options *options,
               int (*run)(void *argument), void *argument)
{
	size_t bytes = options && options->stack_bytes ? options->stack_bytes : MCFG_STACK_BYTES;
	struct mcfg_task *task = mcfg_stack_get(bytes);

	if (!task)
		return -ENOMEM;
	task->cancelled = task->detached = false;
	task->shields = 0;
	task->children = NULL;
	task->locals = NULL;
	task->cleanups = NULL;
	task->on_end = NULL;
	task->name = options && options->name ? options->name : "task";
	task->run = run;
	task->argument = argument;
	if (mcfg_sched_adopt(task)) {
		mcfg_stack_put(task);
		return -ENOMEM;
	}
	task->saved = mcfg_switch_prepare(task, run_task, task);
	link_child(mcfg_sched_self(), task);
	number(task);
	mcfg_sched_ready(task);
	*out = task;
	return 0;
}

/* ---- ending ---------------------------------------------------------------------------------- */

void task_cancel(struct mcfg_task *task)
{
	task->cancelled = true;
	if (task->shields == 0)
		mcfg_sched_wake(task, -ECANCELED);
}

static struct mcfg_task *main_of(struct mcfg_task *task)
{
	while (task->parent)
		task = task->parent;
	return task;
}

void task_detach(struct mcfg_task *task)
{
	mcfg_assert(task->parent == mcfg_sched_self() && !task->detached);
	if (task->state == TASK_ENDED) {
		release(task);
		return;
	}
	unlink_child(task);
	link_child(main_of(mcfg_sched_self()), task);
	task->detached = true;
}

/* The one of the tasks that ended first, or n if none has ended yet. */
static size_t first_ended(struct mcfg_task *const *tasks, size_t n)
{
	size_t first = n;

	for (size_t i = 0; i < n; i++)
		if (tasks[i]->state == TASK_ENDED &&
		    (first == n || tasks[i]->end_order < tasks[first]->end_order))
			first = i;
	return first;
}

/* Waits until one of the tasks ends. Returns 0, or why the caller must stop waiting. */
static int wait_for_end(struct mcfg_task *const *tasks, size_t n)
{
	struct mcfg_waker ended = { 0 };
	int error;

	for (size_t i = 0; i < n; i++) {
		mcfg_assert(tasks[i]->parent == mcfg_sched_self() && !tasks[i]->detached);
		tasks[i]->on_end = &ended;
	}
	error = mcfg_waker_wait(&ended);
	for (size_t i = 0; i < n; i++)
		tasks[i]->on_end = NULL;
	return error;
}

/* Releases those that have ended. Returns the status of the first that is not 0, or 0. */
static int release_all(struct mcfg_task *const *tasks, size_t n)
{
	int status = 0;

	for (size_t i = 0; i < n; i++) {
		if (status == 0)
			status = tasks[i]->value;
		release(tasks[i]);
	}
	return status;
}

/* Waits for all, whatever happens to the caller meanwhile, and releases them. */
static int reap(struct mcfg_task *const *tasks, size_t n)
{
	struct mcfg_shield shield;

	task_shield_begin(&shield);
	for (size_t i = 0; i < n; i++)
		if (tasks[i]->state != TASK_ENDED)
			wait_for_end(&tasks[i], 1);
	task_shield_end(&shield);
	return release_all(tasks, n);
}

static void cancel_all(struct mcfg_task *const *tasks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (tasks[i]->state != TASK_ENDED)
			task_cancel(tasks[i]);
}

int task_join(struct mcfg_task *const *tasks, size_t n)
{
	int error = 0, status;

	for (size_t i = 0; i < n && !error; i++)
		if (tasks[i]->state != TASK_ENDED)
			error = wait_for_end(&tasks[i], 1);
	if (error)
		cancel_all(tasks, n);
	status = error ? reap(tasks, n) : release_all(tasks, n);
	return error ? error : status;
}

int task_select(struct mcfg_task *const *tasks, size_t n, size_t *which)
{
	size_t first = first_ended(tasks, n);
	int error = first < n ? 0 : wait_for_end(tasks, n);
	int status = error;

	mcfg_assert(n > 0);
	if (!error) {
		first = first_ended(tasks, n);
		status = tasks[first]->value;
		if (which)
			*which = first;
	}
	cancel_all(tasks, n);
	reap(tasks, n);
	return status;
}
