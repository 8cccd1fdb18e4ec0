#include "show.h"

void ipv6_on_show(struct ipv6 *self, unsigned depth)
{
	const struct ipv6_on *device = container_of(self, struct ipv6_on, ipv6);

	if (!show(self, depth, "ipv6_on"))
		return;
	network_show(device->args.network, depth + 1);
	ethernet_show(device->args.ethernet, depth + 1);
}
