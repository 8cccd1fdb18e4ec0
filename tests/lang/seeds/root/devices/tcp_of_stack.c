#include "show.h"

void tcp_of_stack_show(struct tcpv4v6 *self, unsigned depth)
{
	const struct tcp_of_stack *device = container_of(self, struct tcp_of_stack, tcpv4v6);

	if (!show(self, depth, "tcp_of_stack"))
		return;
	stackv4v6_show(device->args.stackv4v6, depth + 1);
}
