#include "show.h"

void git_by_ssh_show(struct git_client *self, unsigned depth)
{
	const struct git_by_ssh *device = container_of(self, struct git_by_ssh, git_client);

	if (!show(self, depth, "git_by_ssh"))
		return;
	tcpv4v6_show(device->args.tcpv4v6, depth + 1);
	mimic_show(device->args.mimic, depth + 1);
}
