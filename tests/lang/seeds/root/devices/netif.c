#include "show.h"

void netif_show(struct network *self, unsigned depth)
{
	const struct netif *device = container_of(self, struct netif, network);

	show(self, depth, "netif %s", netif_config_card(device->config));
}
