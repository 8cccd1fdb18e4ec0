#include "show.h"

void arpv4_show(struct arp *self, unsigned depth)
{
	const struct arpv4 *device = container_of(self, struct arpv4, arp);

	if (!show(self, depth, "arpv4"))
		return;
	ethernet_show(device->args.ethernet, depth + 1);
}
