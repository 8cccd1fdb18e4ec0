/* The running task: its name, sleeping, deadlines and shields. See <mcfg/task.h>. */
#include "sched.h"

#include <errno.h>
#include <mcfg/assert.h>

struct mcfg_task *task_self(void)
{
	return mcfg_sched_self();
}

const char *task_name(const struct mcfg_task *task)
{
	return task->name ? task->name : "main";
}

bool task_cancelled(void)
{
	const struct mcfg_task *self = mcfg_sched_self();

	return self->cancelled && self->shields == 0;
}

uint64_t task_now_ns(void)
{
	return mcfg_platform_monotonic_ns();
}

int task_sleep_until_ns(uint64_t at_ns)
{
	uint64_t deadline_ns = mcfg_sched_self()->deadline_ns;
	int error = mcfg_sched_block(at_ns);

	return error == -ETIMEDOUT && at_ns <= deadline_ns ? 0 : error;
}

int task_sleep_ns(uint64_t duration_ns)
{
	return task_sleep_until_ns(mcfg_after_ns(task_now_ns(), duration_ns));
}

uint64_t task_deadline_push(uint64_t deadline_ns)
{
	struct mcfg_task *self = mcfg_sched_self();
	uint64_t outer_ns = self->deadline_ns;

	if (deadline_ns < outer_ns)
		self->deadline_ns = deadline_ns;
	return outer_ns;
}

void task_deadline_pop(uint64_t outer_ns)
{
	mcfg_sched_self()->deadline_ns = outer_ns;
}

void task_shield_begin(struct mcfg_shield *shield)
{
	struct mcfg_task *self = mcfg_sched_self();

	shield->deadline_ns = self->deadline_ns;
	self->deadline_ns = MCFG_NEVER_NS;
	self->shields++;
}

void task_shield_end(const struct mcfg_shield *shield)
{
	struct mcfg_task *self = mcfg_sched_self();

	mcfg_assert(self->shields > 0);
	self->shields--;
	self->deadline_ns = shield->deadline_ns;
}
