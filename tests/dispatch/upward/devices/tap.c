#include <mcfg/probe.h>

#include "tap.h"

#include <stdio.h>

int tap_connect(struct tap *self, struct network *network, struct network *network_2,
		const struct tap_config *config)
{
	self->n = network == network_2 ? 1000 : 0;
	return config ? -1 : 0;
}

int tap_network_frame(struct tap *self, unsigned port, int frame, unsigned port_)
{
	self->n++;
	printf("tap: frame %d at %u, as %u\n", frame, port, port_);
	return self->n;
}

void tap_network_link(struct tap *self, unsigned port, bool up)
{
	self->links += up ? 10 << port : 1;
}

int tap_seen(struct probe *self)
{
	struct tap *tap = container_of(self, struct tap, probe);

	return tap->n + 10000 * tap->links;
}
