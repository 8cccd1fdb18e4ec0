/* virtio_network.h - a card of a virtio machine. */
#ifndef VIRTIO_NETWORK_H
#define VIRTIO_NETWORK_H

#include "virtio_card.h"

#include <mcfg/network.h>

struct virtio_network {
	struct network network;
	struct virtio_card card;
};

#endif
