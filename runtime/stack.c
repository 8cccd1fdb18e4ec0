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
	struct mcfg_stack stack;

	put_retired();
	task = pool;
	if (bytes == MCFG_STACK_BYTES && task) {
		pool = task->next;
	} else {
		if (mcfg_platform_stack_open(bytes, &stack))
			return NULL;
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
		task->next = pool;
		pool = task;
	} else {
		mcfg_platform_stack_close(&stack);
	}
}
