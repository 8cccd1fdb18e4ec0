#include "show.h"

void git_by_http_show(struct git_client *self, unsigned depth)
{
	const struct git_by_http *device = container_of(self, struct git_by_http, git_client);

	if (!show(self, depth, "git_by_http"))
		return;
	tcpv4v6_show(device->args.tcpv4v6, depth + 1);
	mimic_show(device->args.mimic, depth + 1);
}
