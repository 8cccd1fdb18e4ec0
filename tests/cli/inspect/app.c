#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <mcfg/time.h>

#include <string.h>

int app_main_start(struct console *console, struct time *time)
{
	(void)time;
	return console_write(console, key_greeting(), strlen(key_greeting())) ? 1 : 0;
}
