/* xen_network.h - a card of a guest of Xen. */
#ifndef XEN_NETWORK_H
#define XEN_NETWORK_H

#include "xen_card.h"

#include <mcfg/network.h>

struct xen_network {
	struct network network;
	struct xen_card card;
};

#endif
