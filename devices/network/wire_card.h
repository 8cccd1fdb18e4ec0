/* wire_card.h - a card at the end of a wire in memory. */
#ifndef WIRE_CARD_H
#define WIRE_CARD_H

#include <mcfg/frame_wire.h>
#include <mcfg/network.h>
#include <mcfg/task.h>

struct wire_card {
	struct network network;
	struct frame_wire *wire;
	struct wire_port port;
	struct mcfg_task *receiver;
	struct network_info info;
	struct network_statistics seen;
};

#endif
