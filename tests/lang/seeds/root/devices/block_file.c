#include "show.h"

void block_file_show(struct block *self, unsigned depth)
{
	const struct block_file *device = container_of(self, struct block_file, block);

	show(self, depth, "block_file %s", block_file_config_file(device->config));
}
