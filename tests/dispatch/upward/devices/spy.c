#include <mcfg/probe.h>

#include "spy.h"

#include <stdio.h>

int spy_connect(struct spy *self, struct segment *segment, struct segment *segment_2,
                const struct spy_config *config)
{
	self->n = segment == segment_2 ? 1000 : 0;
	return config ? -1 : 0;
}

int spy_segment_frame(struct spy *self, unsigned port, int frame, unsigned port_)
{
	self->n++;
	printf("spy: frame %d at %u, as %u\n", frame, port, port_);
	return self->n;
}

void spy_segment_link(struct spy *self, unsigned port, bool up)
{
	self->links += up ? 10 << port : 1;
}

int spy_seen(struct probe *self)
{
	struct spy *spy = container_of(self, struct spy, probe);

	return spy->n + 10000 * spy->links;
}
