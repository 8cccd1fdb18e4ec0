/* A card whose frames are captured onto a disk. */
#include "pcap_block.h"

NETWORK_FILTER(pcap_block)

int pcap_block_connect(struct pcap_block *self, struct block *disk, struct network *below,
                       const struct pcap_block_config *config)
{
	int error = pcap_disk_open(&self->disk, disk);

	if (error)
		return error;
	self->below = below;
	error =
	    capture_open(&self->capture, &self->disk.sink, pcap_block_config_ring_bytes(config));
	if (error)
		pcap_disk_close(&self->disk);
	return error;
}

void pcap_block_disconnect(struct pcap_block *self)
{
	capture_close(&self->capture);
	pcap_disk_close(&self->disk);
}

int pcap_block_write(struct network *self, struct network_frame *frame)
{
	struct pcap_block *pcap = container_of(self, struct pcap_block, network);

	capture_frame(&pcap->capture, frame, PCAPNG_OUT);
	return network_write(pcap->below, frame);
}

void pcap_block_network_frame(struct pcap_block *self, unsigned port, struct network_frame *frame)
{
	(void)port;
	capture_frame(&self->capture, frame, PCAPNG_IN);
	network_up_frame(&self->network, frame);
}
