#include "show.h"

void direct_stackv4v6_show(struct stackv4v6 *self, unsigned depth)
{
	const struct direct_stackv4v6 *device =
	    container_of(self, struct direct_stackv4v6, stackv4v6);

	if (!show(self, depth, "direct_stackv4v6"))
		return;
	stackv4_show(device->args.stackv4, depth + 1);
	ipv6_show(device->args.ipv6, depth + 1);
}
