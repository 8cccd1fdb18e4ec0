#include "show.h"

void http_on_show(struct http *self, unsigned depth)
{
	const struct http_on *device = container_of(self, struct http_on, http);

	if (!show(self, depth, "http_on %d", http_on_config_port(device->config)))
		return;
	conduit_show(device->args.conduit, depth + 1);
}
