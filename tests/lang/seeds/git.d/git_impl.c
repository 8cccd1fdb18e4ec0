#include "root/devices/show.h"

void git_impl_show(struct git *self, unsigned depth)
{
	const struct git_impl *device = container_of(self, struct git_impl, git);

	if (show(self, depth, "git_impl"))
		hash_show(device->args.hash, depth + 1);
}
