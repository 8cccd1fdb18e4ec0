#include "show.h"

void dhcp_ipv4_show(struct ipv4 *self, unsigned depth)
{
	const struct dhcp_ipv4 *device = container_of(self, struct dhcp_ipv4, ipv4);

	if (!show(self, depth, "dhcp_ipv4"))
		return;
	network_show(device->args.network, depth + 1);
	ethernet_show(device->args.ethernet, depth + 1);
	arp_show(device->args.arp, depth + 1);
}
