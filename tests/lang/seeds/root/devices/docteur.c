#include "show.h"

void docteur_show(struct kv_ro *self, unsigned depth)
{
	const struct docteur *device = container_of(self, struct docteur, kv_ro);

	show(self, depth, "docteur %s %s", docteur_config_remote(device->config),
	     docteur_config_branch(device->config));
}
