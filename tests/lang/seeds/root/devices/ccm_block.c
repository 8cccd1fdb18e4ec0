#include "show.h"

void ccm_block_show(struct block *self, unsigned depth)
{
	const struct ccm_block *device = container_of(self, struct ccm_block, block);

	if (!show(self, depth, "ccm_block %s", ccm_block_config_secret(device->config)))
		return;
	block_show(device->args.block, depth + 1);
}
