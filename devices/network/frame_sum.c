/* Fills in the checksum that a frame lacks. Source: RFC 1071; RFC 768. See frame_sum.h. */
#include "frame_sum.h"

#include <mcfg/checksum.h>

/* Of all bytes from `start` on. A part that begins with the second byte of a word counts with its
 * bytes swapped: RFC 1071, 2 (B). */
static uint16_t sum_from(const struct network_frame *frame, size_t start)
{
	uint32_t sum = 0;
	size_t n = 0;

	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next) {
		size_t skip = start < buf->len ? start : buf->len;
		uint64_t part = mcfg_sum(0, buf->data + skip, buf->len - skip);
		uint16_t word = (uint16_t)~mcfg_sum_end(part);

		sum += n % 2 ? (uint16_t)(word << 8 | word >> 8) : word;
		sum = (sum & 0xffff) + (sum >> 16);
		n += buf->len - skip;
		start -= skip;
	}
	return (uint16_t)sum;
}

static void put_byte(struct network_frame *frame, size_t at, unsigned char byte)
{
	struct mcfg_buf *buf = frame->bufs;

	while (at >= buf->len) {
		at -= buf->len;
		buf = buf->next;
	}
	mcfg_buf_writable(buf)[at] = byte;
}

void frame_sum(struct network_frame *frame)
{
	size_t at = (size_t)frame->checksum_start + frame->checksum_offset;
	uint16_t sum = (uint16_t)~sum_from(frame, frame->checksum_start);

	if (sum == 0) /* which to UDP means that there is none; to others it is the same */
		sum = 0xffff;
	put_byte(frame, at, (unsigned char)(sum >> 8));
	put_byte(frame, at + 1, (unsigned char)sum);
	frame->checksum = NETWORK_CHECKSUM_UNKNOWN;
}
