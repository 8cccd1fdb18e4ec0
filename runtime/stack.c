/* The pool of stacks: those of ended tasks are kept for the next ones. See sched.h. */
#include "sched.h"

/* Stacks of the usual size that nobody stands on, linked by `next` of the tasks that were there. */
static struct mcfg_task *pool;

/* Those whose tasks ended with nobody to join them, linked in the same way. */
static struct mcfg_task *retired;

/*
 * Tasks would otherwise all lie at the same offset in their pages, and compete for the same lines
 * of the cache. 16 offsets of a line each.
 */
static size_t next_colour(void)
{
	static size_t n;

	return n++ % 16 * 64;
}

/* ---- how much was used, in debug builds: stacks are zero where nobody was -------------------- */

#ifdef MCFG_DEBUG
#include <mcfg/log.h>
#include <string.h>

static MCFG_LOG(stack_log, "stack");

static uint64_t *lowest_used(const struct mcfg_task *task)
{
	uint64_t *at = (uint64_t *)(void *)task->stack.low + (task->canary ? 1 : 0);

	while ((const void *)at < (const void *)task && *at == 0)
		at++;
	return at;
}

size_t mcfg_stack_used(const struct mcfg_task *task)
{
	return (size_t)(task->stack.high - (char *)lowest_used(task));
}

void mcfg_stack_report(const struct mcfg_task *task)
{
	mcfg_log_debug(&stack_log, "task %s used %zu of %zu bytes", task->name,
	               mcfg_stack_used(task), (size_t)(task->stack.high - task->stack.low));
}

/* For the next one that stands there. */
static void forget_use(const struct mcfg_task *task)
{
	uint64_t *lowest = lowest_used(task);

	memset(lowest, 0, (size_t)((const char *)task - (char *)lowest));
}

static void begin_use(const struct mcfg_stack *stack)
{
	if (!stack->zeroed)
		memset(stack->low, 0, (size_t)(stack->high - stack->low));
}
#else
static void forget_use(const struct mcfg_task *task)
{
	(void)task;
}

static void begin_use(const struct mcfg_stack *stack)
{
	(void)stack;
}
#endif

/* ---- the pool -------------------------------------------------------------------------------- */

static struct mcfg_task *place_task(const struct mcfg_stack *stack)
{
	uintptr_t top = (uintptr_t)stack->high - next_colour() - sizeof(struct mcfg_task);
	struct mcfg_task *task = (struct mcfg_task *)(top & ~(uintptr_t)63);

	task->stack = *stack;
	task->canary = NULL;
	if (stack->guard_bytes == 0) {
		task->canary = (uint64_t *)(void *)stack->low;
		*task->canary = MCFG_CANARY;
	}
	return task;
}

void mcfg_stack_retire(struct mcfg_task *task)
{
	task->next = retired;
	retired = task;
}

static void put_retired(void)
{
	while (retired) {
		struct mcfg_task *task = retired;

		retired = task->next;
		mcfg_stack_put(task);
	}
}

struct mcfg_task *mcfg_stack_get(size_t bytes)
{
	struct mcfg_task *task;
	struct mcfg_stack stack = { 0 };

	put_retired();
	task = pool;
	if (bytes == MCFG_STACK_BYTES && task) {
		pool = task->next;
	} else {
		if (mcfg_platform_stack_open(bytes, &stack))
			return NULL;
		begin_use(&stack);
		task = place_task(&stack);
	}
	announce_open(&task->announce, &task->stack);
	return task;
}

void mcfg_stack_put(struct mcfg_task *task)
{
	struct mcfg_stack stack = task->stack;

	announce_close(&task->announce, &stack);
	if (stack.high - stack.low == MCFG_STACK_BYTES) {
		forget_use(task);
		task->next = pool;
		pool = task;
	} else {
		mcfg_platform_stack_close(&stack);
	}
}
