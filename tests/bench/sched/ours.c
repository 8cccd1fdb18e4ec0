/*
 * The scheduler's part of the benchmarks: how long one thing takes.
 *
 *	ours switch N    two tasks that yield to each other, N times in all
 *	ours spawn N     N tasks one after the other, each spawned and joined
 *	ours timers N    N timers that go off after 0.5 to 1.5 s
 *	ours tasks N     N tasks that sleep for as long
 *
 * Prints nanoseconds for each, all seconds, and bytes for each.
 */
#include "platform/unix/unix.h"
#include "sched.h"

#include <mcfg/image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

const struct mcfg_image mcfg_image = { .name = "ours" };

static size_t n;

static uint64_t next_random(void)
{
	static uint64_t state = 88172645463325252u;

	state ^= state << 13, state ^= state >> 7, state ^= state << 17;
	return state;
}

static uint64_t nap_ns(void)
{
	return MSEC(500) + next_random() % SEC(1);
}

static void must(int error)
{
	if (error) {
		fprintf(stderr, "error %d\n", error);
		exit(1);
	}
}

/* Creating took until `made_ns`, all of it until now. */
static void report(uint64_t begin_ns, uint64_t made_ns)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	printf("%.1f %.3f %.0f\n", (double)(made_ns - begin_ns) / (double)n,
	       (double)(task_now_ns() - begin_ns) / 1e9,
	       (double)usage.ru_maxrss * 1024 / (double)n);
}

static int yield_often(void *unused)
{
	(void)unused;
	for (size_t i = 0; i < n / 2; i++)
		task_yield();
	return 0;
}

static void switches(void)
{
	uint64_t begin_ns = task_now_ns();
	struct mcfg_task *tasks[2];

	must(task_spawn(&tasks[0], NULL, yield_often, NULL));
	must(task_spawn(&tasks[1], NULL, yield_often, NULL));
	must(task_join(tasks, 2));
	report(begin_ns, task_now_ns());
}

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

static void spawns(void)
{
	uint64_t begin_ns = task_now_ns();

	for (size_t i = 0; i < n; i++) {
		struct mcfg_task *task;

		must(task_spawn(&task, NULL, nothing, NULL));
		must(task_join(&task, 1));
	}
	report(begin_ns, task_now_ns());
}

static size_t n_fired;
static struct mcfg_waker all_fired;

static void fired(struct mcfg_timer *timer)
{
	(void)timer;
	if (++n_fired == n)
		mcfg_waker_wake(&all_fired, 0);
}

static void timers(void)
{
	uint64_t begin_ns = task_now_ns(), made_ns;
	struct mcfg_timer *all = calloc(n, sizeof *all);

	must(all ? 0 : 1);
	for (size_t i = 0; i < n; i++) {
		must(mcfg_timer_open(&all[i], fired));
		mcfg_timer_start(&all[i], task_now_ns() + nap_ns());
	}
	made_ns = task_now_ns();
	must(mcfg_waker_wait(&all_fired));
	report(begin_ns, made_ns);
	free(all);
}

static int nap(void *unused)
{
	(void)unused;
	return task_sleep_ns(nap_ns());
}

static void tasks(void)
{
	uint64_t begin_ns = task_now_ns(), made_ns;
	struct mcfg_task **all = calloc(n, sizeof *all);

	must(all ? 0 : 1);
	for (size_t i = 0; i < n; i++)
		must(task_spawn(&all[i], NULL, nap, NULL));
	task_yield();
	made_ns = task_now_ns();
	must(task_join(all, n));
	report(begin_ns, made_ns);
	free(all);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(void);
	} parts[] = { { "switch", switches },
		      { "spawn", spawns },
		      { "timers", timers },
		      { "tasks", tasks } };

	must(mcfg_unix_events_init() || mcfg_sched_adopt(task_self()) || argc < 3);
	n = strtoul(argv[2], NULL, 10);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcmp(parts[i].name, argv[1]) == 0)
			parts[i].run();
	return 0;
}
