#include <mcfg/task.h>
#include <mcfg/time.h>

#include <stdio.h>

struct coin {
	struct time *time;
	const char *side;
	uint64_t ns;
};

static int toss(void *argument)
{
	const struct coin *coin = argument;
	int error = time_sleep_ns(coin->time, coin->ns);

	if (!error)
		puts(coin->side);
	return error;
}

int unikernel_heads2_start(struct time *time)
{
	struct coin heads = { time, "heads", MSEC(1) }, tails = { time, "tails", MSEC(10) };
	struct mcfg_task *tasks[2];

	if (task_spawn(&tasks[0], NULL, toss, &tails) || task_spawn(&tasks[1], NULL, toss, &heads))
		return 1;
	if (task_join(tasks, 2))
		return 1;
	puts("finished");
	return 0;
}
