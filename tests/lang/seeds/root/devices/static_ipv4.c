#include "show.h"

void static_ipv4_show(struct ipv4 *self, unsigned depth)
{
	const struct static_ipv4 *device = container_of(self, struct static_ipv4, ipv4);

	if (!show(self, depth, "static_ipv4 /%u gateway:%d",
	          static_ipv4_config_addr(device->config).prefix,
	          static_ipv4_config_gateway(device->config).given))
		return;
	ethernet_show(device->args.ethernet, depth + 1);
	arp_show(device->args.arp, depth + 1);
}
