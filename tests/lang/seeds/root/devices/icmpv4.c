#include "show.h"

void icmpv4_show(struct icmp *self, unsigned depth)
{
	const struct icmpv4 *device = container_of(self, struct icmpv4, icmp);

	if (!show(self, depth, "icmpv4"))
		return;
	ipv4_show(device->args.ipv4, depth + 1);
}
