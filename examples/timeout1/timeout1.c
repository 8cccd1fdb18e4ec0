#include <errno.h>
#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <mcfg/random.h>
#include <mcfg/task.h>
#include <mcfg/time.h>
#include <string.h>

/* Takes up to 300 ms. It knows of no deadline. */
static int work(struct time *time, struct random *random)
{
	uint16_t number;
	int error = random_bytes(random, &number, sizeof number);

	return error ? error : time_sleep_ns(time, MSEC(300) * number / UINT16_MAX);
}

int timeout1_main_start(struct console *console, struct time *time, struct random *random)
{
	uint64_t outer_ns = task_deadline_push(mcfg_after_ns(task_now_ns(), key_limit_ns()));
	int error = work(time, random);
	const char *text = error == -ETIMEDOUT ? "Cancelled\n" : "Returned\n";

	task_deadline_pop(outer_ns);
	if (error && error != -ETIMEDOUT)
		return error;
	return console_write(console, text, strlen(text));
}
