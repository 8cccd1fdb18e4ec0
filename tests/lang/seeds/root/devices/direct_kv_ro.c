#include "show.h"

void direct_kv_ro_show(struct kv_ro *self, unsigned depth)
{
	const struct direct_kv_ro *device = container_of(self, struct direct_kv_ro, kv_ro);

	show(self, depth, "direct_kv_ro %s", direct_kv_ro_config_dir(device->config));
}
