#include "show.h"

void tcp_conduit_show(struct conduit *self, unsigned depth)
{
	const struct tcp_conduit *device = container_of(self, struct tcp_conduit, conduit);

	if (!show(self, depth, "tcp_conduit"))
		return;
	stackv4_show(device->args.stackv4, depth + 1);
}
