#include "show.h"

void cohttp_show(struct http_client *self, unsigned depth)
{
	const struct cohttp *device = container_of(self, struct cohttp, http_client);

	if (!show(self, depth, "cohttp"))
		return;
	resolver_show(device->args.resolver, depth + 1);
	conduit_show(device->args.conduit, depth + 1);
}
