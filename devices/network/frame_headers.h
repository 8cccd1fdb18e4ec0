/*
 * frame_headers.h - where TCP or UDP begins in a frame: for cards whose protocol names neither the
 * place of a checksum nor the length of headers.
 */
#ifndef FRAME_HEADERS_H
#define FRAME_HEADERS_H

#include "network_frame.h"

struct frame_headers {
	enum { FRAME_HAS_IPV4 = 4, FRAME_HAS_IPV6 = 6 } ip;
	bool is_tcp;              /* else UDP */
	uint16_t checksum_start;  /* the first byte of TCP or UDP */
	uint16_t checksum_offset; /* of its checksum, behind that */
	uint16_t header_bytes;    /* all of them: the payload begins here */
};

/*
 * frame_headers_find - look at the first bytes of a frame.
 *
 * bytes, len   the first buf; what is behind it is not looked at.
 *
 * Returns 0, or -ENOENT: it is no whole packet of TCP or UDP, or a fragment of one, or its headers
 * are longer than that.
 */
int frame_headers_find(struct frame_headers *headers, const unsigned char *bytes, size_t len);

#endif
