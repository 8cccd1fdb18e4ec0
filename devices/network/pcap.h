/* pcap.h - a card whose frames are captured into a file of the host. */
#ifndef PCAP_H
#define PCAP_H

#include "network_filter.h"
#include "pcap_file.h"

struct pcap {
	struct network network;
	struct network *below;
	struct capture capture;
	struct pcap_file file;
};

#endif
