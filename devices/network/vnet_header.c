/* The header before frames of virtio and tap. See vnet_header.h. */
#include "vnet_header.h"

#include <errno.h>
#include <mcfg/endian.h>
#include <string.h>

enum {
	FLAG_NEEDS_CHECKSUM = 1,
	FLAG_DATA_VALID = 2,
	GSO_NONE = 0,
	GSO_TCPV4 = 1,
	GSO_TCPV6 = 4,
	GSO_ECN = 0x80,
	/* where what stands */
	FLAGS = 0,
	GSO = 1,
	HEADER_BYTES = 2,
	SEGMENT_BYTES = 4,
	CHECKSUM_START = 6,
	CHECKSUM_OFFSET = 8
};

void vnet_header_put_short(unsigned char header[VNET_HEADER_SHORT_BYTES],
                           const struct network_frame *frame)
{
	memset(header, 0, VNET_HEADER_SHORT_BYTES);
	if (frame->checksum != NETWORK_CHECKSUM_MISSING)
		return;
	header[FLAGS] = FLAG_NEEDS_CHECKSUM;
	mcfg_put_le16(header + CHECKSUM_START, frame->checksum_start);
	mcfg_put_le16(header + CHECKSUM_OFFSET, frame->checksum_offset);
	if (!frame->segment_bytes)
		return;
	header[GSO] = frame->segments == NETWORK_OFFLOAD_TCPV4 ? GSO_TCPV4 : GSO_TCPV6;
	mcfg_put_le16(header + HEADER_BYTES, frame->header_bytes);
	mcfg_put_le16(header + SEGMENT_BYTES, frame->segment_bytes);
}

void vnet_header_put(unsigned char header[VNET_HEADER_BYTES], const struct network_frame *frame)
{
	vnet_header_put_short(header, frame);
	memset(header + VNET_HEADER_SHORT_BYTES, 0, VNET_HEADER_BYTES - VNET_HEADER_SHORT_BYTES);
}

static int get_segments(const unsigned char *header, size_t len, struct network_frame *frame)
{
	frame->segment_bytes = mcfg_get_le16(header + SEGMENT_BYTES);
	frame->header_bytes = mcfg_get_le16(header + HEADER_BYTES);
	frame->segments =
	    (header[GSO] & ~GSO_ECN) == GSO_TCPV4 ? NETWORK_OFFLOAD_TCPV4 : NETWORK_OFFLOAD_TCPV6;
	if (frame->segment_bytes == 0 || frame->checksum != NETWORK_CHECKSUM_MISSING)
		return -EPROTO;
	/* What it says of the headers is advice: some leave it 0. */
	if (frame->header_bytes < NETWORK_HEADER_BYTES || frame->header_bytes > len)
		frame->header_bytes = 0;
	return 0;
}

int vnet_header_get(const unsigned char header[VNET_HEADER_SHORT_BYTES], size_t len,
                    struct network_frame *frame)
{
	uint8_t gso = header[GSO] & (uint8_t)~GSO_ECN;

	*frame = (struct network_frame){ .bufs = frame->bufs };
	if (header[FLAGS] & FLAG_NEEDS_CHECKSUM) {
		frame->checksum = NETWORK_CHECKSUM_MISSING;
		frame->checksum_start = mcfg_get_le16(header + CHECKSUM_START);
		frame->checksum_offset = mcfg_get_le16(header + CHECKSUM_OFFSET);
		if (frame->checksum_start < NETWORK_HEADER_BYTES ||
		    (size_t)frame->checksum_start + frame->checksum_offset + 2 > len)
			return -EPROTO;
	} else if (header[FLAGS] & FLAG_DATA_VALID) {
		frame->checksum = NETWORK_CHECKSUM_RIGHT;
	}
	if (gso == GSO_NONE)
		return 0;
	if (gso != GSO_TCPV4 && gso != GSO_TCPV6)
		return -EPROTO;
	return get_segments(header, len, frame);
}
