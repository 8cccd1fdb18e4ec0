/* What must be done to its end. See xen_finish.h. */
#include "xen_finish.h"

struct errand {
	int (*run)(void *argument);
	void *argument;
	uint64_t most_ns;
};

static int run_errand(void *argument)
{
	const struct errand *errand = argument;
	uint64_t outer_ns = task_deadline_push(task_now_ns() + errand->most_ns);
	int error = errand->run(errand->argument);

	task_deadline_pop(outer_ns);
	return error;
}

int xen_finish(int (*run)(void *argument), void *argument, uint64_t most_ns)
{
	struct mcfg_task_options options = { .name = "xen finish" };
	struct errand errand = { run, argument, most_ns };
	struct mcfg_shield shield;
	struct mcfg_task *task;
	int error;

	task_shield_begin(&shield);
	error = task_spawn(&task, &options, run_errand, &errand);
	if (!error)
		error = task_join(&task, 1);
	task_shield_end(&shield);
	return error;
}
