#include "show.h"

void direct_stackv4_show(struct stackv4 *self, unsigned depth)
{
	const struct direct_stackv4 *device = container_of(self, struct direct_stackv4, stackv4);

	if (!show(self, depth, "direct_stackv4"))
		return;
	network_show(device->args.network, depth + 1);
	ethernet_show(device->args.ethernet, depth + 1);
	arp_show(device->args.arp, depth + 1);
	ipv4_show(device->args.ipv4, depth + 1);
	icmp_show(device->args.icmp, depth + 1);
	udp_show(device->args.udp, depth + 1);
	tcp_show(device->args.tcp, depth + 1);
}
