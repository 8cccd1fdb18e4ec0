#include <mcfg/console.h>

int greet_main_start(struct console *console)
{
	return console_write(console, "Hello World!\n", 13);
}
