#include <mcfg/console.h>
#include <mcfg/stackv4.h>

int unikernel_main_start(struct console *console, struct stackv4 *stackv4)
{
	(void)console;
	stackv4_show(stackv4, 0);
	return 0;
}
