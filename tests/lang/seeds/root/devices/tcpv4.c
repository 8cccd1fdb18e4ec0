#include "show.h"

void tcpv4_show(struct tcp *self, unsigned depth)
{
	const struct tcpv4 *device = container_of(self, struct tcpv4, tcp);

	if (!show(self, depth, "tcpv4"))
		return;
	ipv4_show(device->args.ipv4, depth + 1);
}
