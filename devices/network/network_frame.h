/* network_frame.h - frames and cards, for those who use the interface network. */
#ifndef NETWORK_FRAME_H
#define NETWORK_FRAME_H

#include <mcfg/buf.h>

enum { NETWORK_HEADER_BYTES = 14, NETWORK_MAC_BYTES = 6 };

/*
 * Offloads: what a card can do instead of the program, and says of what it received. Source:
 * Virtual I/O Device 1.1, 5.1.6.2; Xen's netif.h says the same with other words.
 */
enum network_offload {
	NETWORK_OFFLOAD_CHECKSUM = 1, /* it fills checksums in; frames up may lack them, too */
	NETWORK_OFFLOAD_TCPV4 = 2,    /* it cuts TCP segments; frames up may be joined ones */
	NETWORK_OFFLOAD_TCPV6 = 4,
};

/* About a frame's checksum of TCP or UDP. */
enum network_checksum {
	NETWORK_CHECKSUM_UNKNOWN, /* it is in its place, right or wrong */
	NETWORK_CHECKSUM_RIGHT,   /* the card has seen to it; only of frames that come up */
	NETWORK_CHECKSUM_MISSING  /* in its place is that of the pseudo header alone */
};

/*
 * A frame. Its owner puts the bufs: whoever gave them as a parameter has none left.
 *
 * bufs       the bytes, linked by next; null: there are none, or they were taken. The first buf has
 *            the Ethernet header, and the headers of IP and TCP where the card has to know them.
 * checksum   where it is MISSING: the bytes from checksum_start on are summed up, and the checksum
 *            goes checksum_offset bytes behind that.
 * segment_bytes   not 0: the frame is a TCP packet to be cut into segments of so many bytes each,
 *            headers not counted; header_bytes of headers go before each. `segments` says of which
 *            kind it is: NETWORK_OFFLOAD_TCPV4 or _TCPV6. Its checksum is MISSING.
 */
struct network_frame {
	struct mcfg_buf *bufs;
	enum network_checksum checksum;
	uint16_t checksum_start, checksum_offset;
	uint16_t segment_bytes, header_bytes;
	enum network_offload segments;
};

struct network_info {
	uint8_t mac[NETWORK_MAC_BYTES];
	uint16_t mtu;          /* bytes behind the Ethernet header */
	unsigned offloads;     /* offered: a set of enum network_offload */
	size_t headroom_bytes; /* that writes best have before a frame's first byte */
};

struct network_statistics {
	uint64_t rx_frames, rx_bytes; /* that came up */
	uint64_t rx_dropped;          /* nobody wanted them, or there was no buf for them */
	uint64_t rx_errors;           /* they, or what came with them, made no sense */
	uint64_t tx_frames, tx_bytes; /* that the card has taken */
	uint64_t tx_errors;           /* that were refused */
	uint64_t tx_waits;            /* for room */
};

/* Of all bufs of a frame. */
static inline size_t network_frame_len(const struct network_frame *frame)
{
	size_t len = 0;

	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next)
		len += buf->len;
	return len;
}

/* Puts the bufs of a frame, where it has any, and leaves it without. */
static inline void network_frame_put(struct network_frame *frame)
{
	while (frame->bufs) {
		struct mcfg_buf *buf = frame->bufs;

		frame->bufs = buf->next;
		mcfg_buf_put(buf);
	}
}

#endif
