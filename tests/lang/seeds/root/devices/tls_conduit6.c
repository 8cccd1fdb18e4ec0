#include "show.h"

void tls_conduit6_show(struct conduit *self, unsigned depth)
{
	const struct tls_conduit6 *device = container_of(self, struct tls_conduit6, conduit);

	if (!show(self, depth, "tls_conduit6"))
		return;
	stackv4v6_show(device->args.stackv4v6, depth + 1);
}
