#include "show.h"

void dns_resolver_show(struct resolver *self, unsigned depth)
{
	const struct dns_resolver *device = container_of(self, struct dns_resolver, resolver);

	if (!show(self, depth, "dns_resolver"))
		return;
	stackv4_show(device->args.stackv4, depth + 1);
}
