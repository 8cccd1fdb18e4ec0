/* trace_network.h - frames in the image's trace. */
#ifndef TRACE_NETWORK_H
#define TRACE_NETWORK_H

#include "network_filter.h"

struct trace_network {
	struct network network;
	struct network *below;
	char in[24], out[24]; /* what notes are called */
};

#endif
