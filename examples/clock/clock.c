#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <mcfg/mclock.h>
#include <mcfg/pclock.h>
#include <mcfg/time.h>
#include <stdio.h>
#include <time.h>

static int say(struct console *console, struct pclock *clock)
{
	char text[64];
	uint32_t nanoseconds;
	int64_t seconds;
	struct tm now;
	int error = pclock_now(clock, &seconds, &nanoseconds);
	size_t len;

	if (error)
		return error;
	gmtime_r(&(time_t){ seconds }, &now);
	len = strftime(text, sizeof text, "At the tone it is %H:%M:%S UTC.\n", &now);
	return console_write(console, text, len);
}

int clock_main_start(struct console *console, struct time *time, struct mclock *steady,
                     struct pclock *clock)
{
	uint64_t next_ns = mclock_elapsed_ns(steady);
	int error = 0;

	for (int64_t i = 0; i < key_times() && !error; i++) {
		uint64_t now_ns = mclock_elapsed_ns(steady);

		/* What was late before does not make this one late. */
		if (next_ns > now_ns)
			error = time_sleep_ns(time, next_ns - now_ns);
		if (!error)
			error = say(console, clock);
		next_ns += key_every_ns();
	}
	return error;
}
