#include <mcfg/console.h>
#include <mcfg/mclock.h>
#include <mcfg/network.h>
#include <mcfg/time.h>

int unikernel_main_start(struct console *console, struct network *network, struct mclock *mclock,
                         struct time *time)
{
	(void)console;
	network_show(network, 0);
	(void)mclock;
	(void)time;
	return 0;
}
