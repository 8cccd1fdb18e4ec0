#include <mcfg/console.h>

int unikernel_main_start(struct console *console)
{
	return console_write(console, "app-info\n", 9);
}
