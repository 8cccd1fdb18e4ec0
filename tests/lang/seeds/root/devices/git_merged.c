#include "show.h"

void git_merged_show(struct git_client *self, unsigned depth)
{
	const struct git_merged *device = container_of(self, struct git_merged, git_client);

	if (!show(self, depth, "git_merged"))
		return;
	git_client_show(device->args.git_client, depth + 1);
	git_client_show(device->args.git_client_2, depth + 1);
}
