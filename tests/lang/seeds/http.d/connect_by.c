#include "root/devices/show.h"

void connect_by_show(struct conn *self, unsigned depth)
{
	const struct connect_by *device = container_of(self, struct connect_by, conn);

	if (!show(self, depth, "connect_by"))
		return;
	tcpv4v6_show(device->args.tcpv4v6, depth + 1);
	mimic_show(device->args.mimic, depth + 1);
}
