#include "show.h"

void tls_conduit_show(struct conduit *self, unsigned depth)
{
	const struct tls_conduit *device = container_of(self, struct tls_conduit, conduit);

	if (!show(self, depth, "tls_conduit"))
		return;
	stackv4_show(device->args.stackv4, depth + 1);
}
