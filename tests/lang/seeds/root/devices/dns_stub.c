#include "show.h"

void dns_stub_show(struct dns_client *self, unsigned depth)
{
	const struct dns_stub *device = container_of(self, struct dns_stub, dns_client);

	if (!show(self, depth, "dns_stub"))
		return;
	stackv4v6_show(device->args.stackv4v6, depth + 1);
	happy_eyeballs_show(device->args.happy_eyeballs, depth + 1);
}
