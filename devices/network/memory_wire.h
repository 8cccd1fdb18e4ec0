/* memory_wire.h - a wire in memory. */
#ifndef MEMORY_WIRE_H
#define MEMORY_WIRE_H

#include <mcfg/frame_wire.h>

struct memory_wire {
	struct frame_wire frame_wire;
	struct wire_port *ports;
};

#endif
