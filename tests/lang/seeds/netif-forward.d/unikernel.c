#include <mcfg/console.h>
#include <mcfg/network.h>

int unikernel_main_start(struct console *console, struct network *network,
                         struct network *network_2)
{
	(void)console;
	network_show(network, 0);
	network_show(network_2, 0);
	return 0;
}
