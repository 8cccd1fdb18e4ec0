/*
 * An image as mcfg would write it, without devices: its jobs do what --do says. What an image does
 * with its jobs, faults, signals and console is tested on it.
 */
#include <errno.h>
#include <mcfg/base.h>
#include <mcfg/image.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum act {
	SLEEP,
	ECHO,
	STATUS,
	FAIL,
	OVERFLOW,
	OVERFLOW_PRINTF,
	BAD_ACCESS,
	BAD_HANDLE,
	MANY,
	SMASH,
	WAIT,
	FLOOD,
	DEEP
};

static const char *const acts[] = { "sleep",      "echo",       "status",
	                            "fail",       "overflow",   "overflow-printf",
	                            "bad-access", "bad-handle", "many",
	                            "smash",      "wait",       "flood",
	                            "deep" };

static struct {
	enum act act;
	int64_t n;
	bool no_device;
} keys = { SLEEP, 3, false };

static int say(const char *text)
{
	return mcfg_platform_console_write(text, strlen(text));
}

static int echo(void)
{
	char data[16];
	ssize_t n;

	while ((n = mcfg_platform_console_read(data, sizeof data)) > 0)
		if (mcfg_platform_console_write(data, (size_t)n))
			return -EIO;
	return (int)n;
}

static int recurse(int depth)
{
	volatile char frame[256];

	frame[0] = (char)depth;
	return depth < 0 ? 0 : recurse(depth + 1) + frame[0];
}

static int overflow_by_printf(int depth)
{
	char text[400];

	snprintf(text, sizeof text, "%.17f", 1.0 / (depth + 3));
	return depth < 0 ? 0 : overflow_by_printf(depth + 1) + text[0];
}

static int nap(void *argument)
{
	(void)argument;
	return task_sleep_ns(MSEC(1));
}

/* Leaves its stack at the low end, and comes back. */
static int smash(void *argument)
{
	volatile char frame[MCFG_STACK_BYTES];

	(void)argument;
	for (size_t i = 0; i < sizeof frame; i++)
		frame[i] = 0;
	return task_yield();
}

/* keys.n tasks at once, the last of which may smash its stack. */
static int many(void)
{
	size_t n = (size_t)keys.n;
	struct mcfg_task **tasks = calloc(n, sizeof *tasks);
	int error = 0;

	for (size_t i = 0; i < n && tasks && !error; i++)
		error = task_spawn(&tasks[i], NULL, i + 1 == n && keys.act == SMASH ? smash : nap,
		                   NULL);
	if (!tasks || error)
		return -ENOMEM;
	error = task_join(tasks, n);
	free(tasks);
	return error;
}

/* A task that has a given number of bytes on its stack. */
static int deep(void *n)
{
	volatile char frame[*(size_t *)n];

	for (size_t i = 0; i < sizeof frame; i++)
		frame[i] = 1;
	return task_yield();
}

static int deep_then_shallow(void)
{
	static size_t bytes[] = { 30000, 1000 };

	for (size_t i = 0; i < 2; i++) {
		struct mcfg_task_options options = { .name = i ? "shallow" : "deep" };
		struct mcfg_task *task;
		int error = task_spawn(&task, &options, deep, &bytes[i]);

		if (error || (error = task_join(&task, 1)))
			return error;
	}
	return 0;
}

static int flood(void)
{
	static char data[1 << 20];

	memset(data, 'x', sizeof data);
	return mcfg_platform_console_write(data, sizeof data);
}

static int run_first(void)
{
	switch (keys.act) {
	case SLEEP:
		for (int64_t i = 0; i < keys.n; i++) {
			say("first\n");
			task_sleep_ns(MSEC(20));
		}
		return 0;
	case ECHO: return echo();
	case STATUS: return (int)keys.n;
	case FAIL: return -ENOENT;
	case OVERFLOW: return recurse(0);
	case OVERFLOW_PRINTF: return overflow_by_printf(0);
	case BAD_ACCESS: return *(volatile int *)(uintptr_t)keys.n;
	case BAD_HANDLE: mcfg_handle_trap("console", "shout");
	case MANY:
	case SMASH: return many();
	case WAIT: say("waiting\n"); return task_sleep_ns(SEC(1000));
	case FLOOD: return flood();
	case DEEP: return deep_then_shallow();
	}
	return 0;
}

static int run_second(void)
{
	if (keys.act == SLEEP)
		for (int i = 0; i < 2; i++) {
			task_sleep_ns(MSEC(30));
			say("second\n");
		}
	if (keys.act == FAIL)
		return task_sleep_ns(SEC(1000)); /* it is not waited for */
	return 0;
}

static int connect_all(void)
{
	say("connect\n");
	return keys.no_device ? mcfg_connect_failed("disk", -ENODEV) : 0;
}

static void disconnect_all(void)
{
	say("disconnect\n");
}

static const struct mcfg_option options[] = {
	{ .name = "do",
	  .type = MCFG_ENUM,
	  .tags = acts,
	  .n_tags = sizeof acts / sizeof *acts,
	  .at = &keys.act,
	  .default_text = "sleep",
	  .doc = "" },
	{ .name = "n", .type = MCFG_INT, .at = &keys.n, .default_text = "3", .doc = "" },
	{ .name = "no-device",
	  .type = MCFG_BOOL,
	  .at = &keys.no_device,
	  .default_text = "false",
	  .doc = "" },
};

static const struct mcfg_job jobs[] = { { "first", run_first }, { "second", run_second } };

const struct mcfg_image mcfg_image = {
	.name = "image",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.connect = connect_all,
	.disconnect = disconnect_all,
	.jobs = jobs,
	.n_jobs = 2,
};
