/* A card whose frames are captured into a file of the host. */
#include "pcap.h"

#include <mcfg/log.h>
#include <string.h>

NETWORK_FILTER(pcap)

static MCFG_LOG(pcap_log, "net.pcap");

int pcap_connect(struct pcap *self, struct network *below, const struct pcap_config *config)
{
	int error = pcap_file_open(&self->file, pcap_config_file(config));

	if (error)
		return error;
	self->below = below;
	error = capture_open(&self->capture, &self->file.sink, pcap_config_ring_bytes(config));
	if (error)
		pcap_file_close(&self->file);
	return error;
}

void pcap_disconnect(struct pcap *self)
{
	int error;

	capture_close(&self->capture);
	error = pcap_file_close(&self->file);
	if (error)
		mcfg_log_error(&pcap_log, "the capture is not complete: %s", strerror(-error));
}

int pcap_write(struct network *self, struct network_frame *frame)
{
	struct pcap *pcap = container_of(self, struct pcap, network);

	capture_frame(&pcap->capture, frame, PCAPNG_OUT);
	return network_write(pcap->below, frame);
}

void pcap_network_frame(struct pcap *self, unsigned port, struct network_frame *frame)
{
	(void)port;
	capture_frame(&self->capture, frame, PCAPNG_IN);
	network_up_frame(&self->network, frame);
}
