/* wire_port.h - where a card is connected to a wire in memory. */
#ifndef WIRE_PORT_H
#define WIRE_PORT_H

#include "network_frame.h"

#include <mcfg/channel.h>

enum { WIRE_PORT_FRAMES = 64 };

struct wire_port {
	struct wire_port *next;
	bool started;                /* does it want frames? */
	struct mcfg_channel waiting; /* struct network_frame: those that it has not received yet */
	struct network_frame frames[WIRE_PORT_FRAMES];
	uint64_t n_lost; /* no views of a frame were left for it */
};

#endif
