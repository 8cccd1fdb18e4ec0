#include <errno.h>
#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <mcfg/random.h>
#include <mcfg/task.h>
#include <mcfg/time.h>
#include <stdio.h>
#include <stdlib.h>

struct shared {
	struct time *time;
	struct random *random;
	int64_t n_awake; /* no lock: a task is interrupted only where it blocks */
};

/* Sleeps for up to half a second. */
static int sleeper(void *argument)
{
	struct shared *shared = argument;
	uint16_t number;
	int error = random_bytes(shared->random, &number, sizeof number);

	if (!error)
		error = time_sleep_ns(shared->time, MSEC(500) * number / UINT16_MAX);
	if (!error)
		shared->n_awake++;
	return error;
}

static int run_all(struct shared *shared, struct mcfg_task **tasks, size_t n)
{
	size_t n_started = 0;
	int error = 0, status;

	while (n_started < n && !error) {
		error = task_spawn(&tasks[n_started], NULL, sleeper, shared);
		n_started += !error;
	}
	status = task_join(tasks, n_started);
	return error ? error : status;
}

int tasks_main_start(struct console *console, struct time *time, struct random *random)
{
	struct shared shared = { .time = time, .random = random };
	size_t n = key_count() > 0 ? (size_t)key_count() : 0;
	struct mcfg_task **tasks = calloc(n + 1, sizeof *tasks);
	char text[64];
	int error, len;

	if (!tasks)
		return -ENOMEM;
	error = run_all(&shared, tasks, n);
	free(tasks);
	len = snprintf(text, sizeof text, "%lld tasks have slept\n", (long long)shared.n_awake);
	return error ? error : console_write(console, text, (size_t)len);
}
