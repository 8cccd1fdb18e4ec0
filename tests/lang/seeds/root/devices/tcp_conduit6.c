#include "show.h"

void tcp_conduit6_show(struct conduit *self, unsigned depth)
{
	const struct tcp_conduit6 *device = container_of(self, struct tcp_conduit6, conduit);

	if (!show(self, depth, "tcp_conduit6"))
		return;
	stackv4v6_show(device->args.stackv4v6, depth + 1);
}
