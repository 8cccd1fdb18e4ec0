#include <errno.h>
#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <mcfg/random.h>
#include <mcfg/task.h>
#include <mcfg/time.h>
#include <stdio.h>
#include <string.h>

struct devices {
	struct console *console;
	struct time *time;
	struct random *random;
};

static int say(const struct devices *devices, const char *text)
{
	return console_write(devices->console, text, strlen(text));
}

/* Takes up to 300 ms; says so if it is cancelled before. */
static int work(void *argument)
{
	const struct devices *devices = argument;
	uint16_t number;
	int error = random_bytes(devices->random, &number, sizeof number);

	if (!error)
		error = time_sleep_ns(devices->time, MSEC(300) * number / UINT16_MAX);
	if (error == -ECANCELED)
		fputs("work was cancelled\n", stderr);
	return error;
}

static int wait_limit(void *argument)
{
	const struct devices *devices = argument;
	int error = time_sleep_ns(devices->time, key_limit_ns());

	return error ? error : ETIMEDOUT;
}

int timeout2_main_start(struct console *console, struct time *time, struct random *random)
{
	struct devices devices = { console, time, random };
	struct mcfg_task *tasks[2];
	int error = task_spawn(&tasks[0], NULL, work, &devices);

	if (error)
		return error;
	error = task_spawn(&tasks[1], NULL, wait_limit, &devices);
	if (error) {
		task_cancel(tasks[0]);
		task_join(tasks, 1);
		return error;
	}
	error = task_select(tasks, 2, NULL);
	if (error && error != ETIMEDOUT)
		return error;
	return say(&devices, error ? "Cancelled\n" : "Returned\n");
}
