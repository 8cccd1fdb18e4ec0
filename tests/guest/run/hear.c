/* Says each key that it hears, until that is q. */
#include <mcfg/console.h>
#include <mcfg/time.h>

int hear_main_start(struct console *console, struct time *time)
{
	char key = 0;

	(void)time;
	console_write(console, "ready\n", 6);
	while (key != 'q') {
		if (console_read(console, &key, 1) <= 0)
			return 9;
		console_write(console, "[", 1);
		console_write(console, &key, 1);
		console_write(console, "]", 1);
	}
	return 5;
}
