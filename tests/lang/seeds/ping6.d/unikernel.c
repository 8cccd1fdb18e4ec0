#include <mcfg/console.h>
#include <mcfg/ethernet.h>
#include <mcfg/ipv6.h>
#include <mcfg/network.h>

int unikernel_main_start(struct console *console, struct network *network,
                         struct ethernet *ethernet, struct ipv6 *ipv6)
{
	(void)console;
	network_show(network, 0);
	ethernet_show(ethernet, 0);
	ipv6_show(ipv6, 0);
	return 0;
}
