#include "show.h"

void paf_show(struct http *self, unsigned depth)
{
	const struct paf *device = container_of(self, struct paf, http);

	if (!show(self, depth, "paf %d", paf_config_port(device->config)))
		return;
	tcpv4v6_show(device->args.tcpv4v6, depth + 1);
}
