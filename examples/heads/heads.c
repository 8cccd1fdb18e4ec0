#include <mcfg/console.h>
#include <mcfg/task.h>
#include <mcfg/time.h>
#include <string.h>

struct coin {
	struct console *console;
	struct time *time;
	uint64_t after_ns;
	const char *text;
};

static int say(struct console *console, const char *text)
{
	return console_write(console, text, strlen(text));
}

static int toss(void *argument)
{
	const struct coin *coin = argument;
	int error = time_sleep_ns(coin->time, coin->after_ns);

	return error ? error : say(coin->console, coin->text);
}

int heads_main_start(struct console *console, struct time *time)
{
	struct coin coins[] = { { console, time, MSEC(200), "Tails\n" },
		                { console, time, MSEC(100), "Heads\n" } };
	struct mcfg_task *tasks[2];
	size_t n = 0;
	int error = 0, status;

	for (; n < 2 && !error; n += !error)
		error = task_spawn(&tasks[n], NULL, toss, &coins[n]);
	status = task_join(tasks, n);
	if (error || status)
		return error ? error : status;
	return say(console, "Finished\n");
}
