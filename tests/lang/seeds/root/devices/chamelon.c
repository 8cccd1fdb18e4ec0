#include "show.h"

void chamelon_show(struct kv_rw *self, unsigned depth)
{
	const struct chamelon *device = container_of(self, struct chamelon, kv_rw);

	if (!show(self, depth, "chamelon %lld",
	          (long long)chamelon_config_program_block_size(device->config)))
		return;
	block_show(device->args.block, depth + 1);
}
