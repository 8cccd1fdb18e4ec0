#include <mcfg/console.h>
#include <mcfg/time.h>

int unikernel_main_start(struct console *console, struct time *time)
{
	(void)time;
	return console_write(console, "hello\n", 6);
}
