#include "show.h"

void udpv4_show(struct udp *self, unsigned depth)
{
	const struct udpv4 *device = container_of(self, struct udpv4, udp);

	if (!show(self, depth, "udpv4"))
		return;
	ipv4_show(device->args.ipv4, depth + 1);
}
