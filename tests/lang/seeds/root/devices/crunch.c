#include "show.h"

void crunch_show(struct kv_ro *self, unsigned depth)
{
	const struct crunch *device = container_of(self, struct crunch, kv_ro);

	show(self, depth, "crunch %s", crunch_config_dir(device->config));
}
