#include "show.h"

void ethif_show(struct ethernet *self, unsigned depth)
{
	const struct ethif *device = container_of(self, struct ethif, ethernet);

	if (!show(self, depth, "ethif"))
		return;
	network_show(device->args.network, depth + 1);
}
