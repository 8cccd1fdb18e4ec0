/* A card whose frames are captured. */
#include "pcap.h"

#include <errno.h>
#include <mcfg/log.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <string.h>

NETWORK_FILTER(pcap)

static MCFG_LOG(pcap_log, "net.pcap");

static uint64_t now_ns(void)
{
	int64_t seconds;
	uint32_t nanoseconds;

	if (mcfg_platform_wall(&seconds, &nanoseconds))
		return task_now_ns();
	return SEC((uint64_t)seconds) + nanoseconds;
}

/* ---- packets --------------------------------------------------------------------------------- */

static size_t block_bytes(size_t len)
{
	return PCAPNG_PACKET_BYTES + ((len + 3) & ~(size_t)3);
}

static void put_packet(unsigned char *to, const struct network_frame *frame, size_t len,
                       enum pcapng_direction direction)
{
	to = pcapng_put_before(to, len, now_ns());
	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next) {
		memcpy(to, buf->data, buf->len);
		to += buf->len;
	}
	pcapng_put_behind(to, len, direction);
}

static bool to_file(struct pcap *self, const struct network_frame *frame, size_t len,
                    enum pcapng_direction direction)
{
	unsigned char *to = pcap_file_append(&self->file, block_bytes(len));

	if (!to)
		return false;
	put_packet(to, frame, len, direction);
	pcap_file_push(&self->file);
	return true;
}

/* The largest frame is one that is to be segmented. */
static bool to_ring(struct pcap *self, const struct network_frame *frame, size_t len,
                    enum pcapng_direction direction)
{
	static unsigned char block[UINT16_MAX + 1 + PCAPNG_PACKET_BYTES];

	if (len > UINT16_MAX)
		return false;
	put_packet(block, frame, len, direction);
	return pcap_ring_put(&self->ring, block, block_bytes(len));
}

static void capture(struct pcap *self, const struct network_frame *frame,
                    enum pcapng_direction direction)
{
	size_t len = network_frame_len(frame);
	bool kept;

	if (!frame->bufs)
		return;
	self->n_seen++;
	kept = self->ring.room ? to_ring(self, frame, len, direction)
	                       : to_file(self, frame, len, direction);
	self->n_dropped += !kept;
}

/* ---- the file's beginning and end ------------------------------------------------------------ */

static void put_head(struct pcap *self)
{
	unsigned char head[PCAPNG_HEAD_BYTES];
	size_t len = (size_t)(pcapng_put_head(head, "mcfg") - head);

	memcpy(pcap_file_append(&self->file, len), head, len); /* it is empty: there is room */
	pcap_file_push(&self->file);
}

/* Appends, waiting for the thread where there is no room. */
static void put_at_end(struct pcap *self, const unsigned char *block, size_t len)
{
	unsigned char *to;

	while (!(to = pcap_file_append(&self->file, len)) && !self->file.error)
		if (task_sleep_ns(MSEC(1)))
			break;
	if (to) {
		memcpy(to, block, len);
		pcap_file_push(&self->file);
	}
}

static void put_ring(struct pcap *self)
{
	static unsigned char block[UINT16_MAX + 1 + PCAPNG_PACKET_BYTES];
	size_t len;

	while ((len = pcap_ring_next(&self->ring)) > 0) {
		pcap_ring_take(&self->ring, block);
		put_at_end(self, block, len);
	}
}

static void put_counts(struct pcap *self)
{
	unsigned char block[PCAPNG_COUNT_BYTES];
	unsigned char *end = pcapng_put_counts(block, now_ns(), self->n_seen, self->n_dropped);

	put_at_end(self, block, (size_t)(end - block));
}

/* ---- the device ------------------------------------------------------------------------------ */

int pcap_connect(struct pcap *self, struct network *below, const struct pcap_config *config)
{
	int error = pcap_ring_open(&self->ring, pcap_config_ring_bytes(config));

	if (error)
		return error;
	self->below = below;
	error = pcap_file_open(&self->file, pcap_config_file(config));
	if (error)
		pcap_ring_close(&self->ring);
	else
		put_head(self);
	return error;
}

void pcap_disconnect(struct pcap *self)
{
	int error;

	put_ring(self);
	put_counts(self);
	error = pcap_file_close(&self->file);
	if (error)
		mcfg_log_error(&pcap_log, "the capture is not complete: %s", strerror(-error));
	pcap_ring_close(&self->ring);
}

int pcap_write(struct network *self, struct network_frame *frame)
{
	struct pcap *pcap = container_of(self, struct pcap, network);

	capture(pcap, frame, PCAPNG_OUT);
	return network_write(pcap->below, frame);
}

void pcap_network_frame(struct pcap *self, unsigned port, struct network_frame *frame)
{
	(void)port;
	capture(self, frame, PCAPNG_IN);
	network_up_frame(&self->network, frame);
}
