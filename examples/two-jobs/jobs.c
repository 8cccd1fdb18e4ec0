#include <mcfg/console.h>
#include <mcfg/time.h>

int jobs_fast_start(struct console *console, struct time *time)
{
	for (int i = 0; i < 4; i++) {
		time_sleep_ns(time, MSEC(100));
		console_write(console, "fast\n", 5);
	}
	return 0;
}

int jobs_slow_start(struct console *console, struct time *time)
{
	for (int i = 0; i < 2; i++) {
		time_sleep_ns(time, MSEC(250));
		console_write(console, "slow\n", 5);
	}
	return 0;
}
