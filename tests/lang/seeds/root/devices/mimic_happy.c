#include "show.h"

void mimic_happy_show(struct mimic *self, unsigned depth)
{
	const struct mimic_happy *device = container_of(self, struct mimic_happy, mimic);

	if (!show(self, depth, "mimic_happy"))
		return;
	stackv4v6_show(device->args.stackv4v6, depth + 1);
	happy_eyeballs_show(device->args.happy_eyeballs, depth + 1);
	dns_client_show(device->args.dns_client, depth + 1);
}
