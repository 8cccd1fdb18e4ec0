/* Says it, waits a moment, and ends. */
#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <mcfg/time.h>
#include <mcfg/units.h>
#include <string.h>

int say_main_start(struct console *console, struct time *time)
{
	console_write(console, key_text(), strlen(key_text()));
	console_write(console, "\n", 1);
	time_sleep_ns(time, MSEC(10));
	return (int)key_status();
}
