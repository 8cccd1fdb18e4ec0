/* pcap_block.h - a card whose frames are captured onto a disk. */
#ifndef PCAP_BLOCK_H
#define PCAP_BLOCK_H

#include "network_filter.h"
#include "pcap_disk.h"

struct pcap_block {
	struct network network;
	struct network *below;
	struct capture capture;
	struct pcap_disk disk;
};

#endif
