#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <mcfg/time.h>
#include <string.h>

int unikernel_hello_start(struct console *console, struct time *time)
{
	for (int i = 0; i < 4; i++) {
		console_write(console, key_hello(), strlen(key_hello()));
		console_write(console, "\n", 1);
		time_sleep_ns(time, MSEC(250));
	}
	return 0;
}
