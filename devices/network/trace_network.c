/* Frames in the image's trace. See <mcfg/trace.h>. */
#include "trace_network.h"

#include <mcfg/trace.h>
#include <stdio.h>

NETWORK_FILTER(trace_network)

int trace_network_connect(struct trace_network *self, struct network *below,
                          const struct trace_network_config *config)
{
	const char *label = trace_network_config_label(config);

	self->below = below;
	snprintf(self->in, sizeof self->in, "%.19s in", label);
	snprintf(self->out, sizeof self->out, "%.19s out", label);
	return 0;
}

int trace_network_write(struct network *self, struct network_frame *frame)
{
	struct trace_network *trace = container_of(self, struct trace_network, network);

	mcfg_trace_note(trace->out, network_frame_len(frame));
	return network_write(trace->below, frame);
}

void trace_network_network_frame(struct trace_network *self, unsigned port,
                                 struct network_frame *frame)
{
	(void)port;
	mcfg_trace_note(self->in, network_frame_len(frame));
	network_up_frame(&self->network, frame);
}
