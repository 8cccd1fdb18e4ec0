#include "show.h"

void mprof_show(struct tracing *self, unsigned depth)
{
	const struct mprof *device = container_of(self, struct mprof, tracing);

	show(self, depth, "mprof %llu",
	     (unsigned long long)mprof_config_size_bytes(device->config));
}
