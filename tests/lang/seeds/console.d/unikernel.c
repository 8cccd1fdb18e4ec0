#include <mcfg/console.h>
#include <mcfg/time.h>

int unikernel_main_start(struct console *console, struct time *time)
{
	for (int i = 0; i < 2; i++) {
		console_write(console, "hello\n", 6);
		time_sleep_ns(time, MSEC(1));
		console_write(console, "world\n", 6);
	}
	return 0;
}
