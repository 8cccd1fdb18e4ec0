/* Where TCP or UDP begins in a frame. Source: RFC 791; RFC 8200; RFC 9293. See frame_headers.h. */
#include "frame_headers.h"

#include <errno.h>
#include <mcfg/endian.h>

enum { ETHERTYPE_AT = 12, ETHERTYPE_IPV4 = 0x0800, ETHERTYPE_IPV6 = 0x86dd };
enum { IPV4_BYTES = 20, IPV4_PROTOCOL_AT = 9, IPV4_FRAGMENT_AT = 6, IPV4_FRAGMENT_MASK = 0x3fff };
enum { IPV6_BYTES = 40, IPV6_NEXT_AT = 6, HOP_BY_HOP = 0, ROUTING = 43, DESTINATION = 60 };
enum { PROTOCOL_TCP = 6, PROTOCOL_UDP = 17 };
enum { TCP_BYTES = 20, TCP_OFFSET_AT = 12, TCP_CHECKSUM_AT = 16 };
enum { UDP_BYTES = 8, UDP_CHECKSUM_AT = 6 };

/* What is looked at: always at most 64 kB, and `at` inside of it. */
struct view {
	const unsigned char *bytes;
	size_t len, at;
};

/* Are there n more bytes? */
static bool has(const struct view *view, size_t n)
{
	return view->len - view->at >= n;
}

static int pass_ipv4(struct view *view, unsigned *protocol)
{
	const unsigned char *ip = view->bytes + view->at;
	size_t header_bytes;

	if (!has(view, IPV4_BYTES) || ip[0] >> 4 != 4)
		return -ENOENT;
	header_bytes = (ip[0] & 15) * (size_t)4;
	if (header_bytes < IPV4_BYTES || !has(view, header_bytes) ||
	    (mcfg_get_be16(ip + IPV4_FRAGMENT_AT) & IPV4_FRAGMENT_MASK))
		return -ENOENT;
	*protocol = ip[IPV4_PROTOCOL_AT];
	view->at += header_bytes;
	return 0;
}

/* Headers that may stand before TCP's: each says which one is next, and how long it is. */
static int pass_extensions(struct view *view, unsigned *protocol)
{
	while (*protocol == HOP_BY_HOP || *protocol == ROUTING || *protocol == DESTINATION) {
		const unsigned char *extension = view->bytes + view->at;
		size_t bytes;

		if (!has(view, 8))
			return -ENOENT;
		bytes = 8 + extension[1] * (size_t)8;
		if (!has(view, bytes))
			return -ENOENT;
		*protocol = extension[0];
		view->at += bytes;
	}
	return 0;
}

static int pass_ipv6(struct view *view, unsigned *protocol)
{
	const unsigned char *ip = view->bytes + view->at;

	if (!has(view, IPV6_BYTES) || ip[0] >> 4 != 6)
		return -ENOENT;
	*protocol = ip[IPV6_NEXT_AT];
	view->at += IPV6_BYTES;
	return pass_extensions(view, protocol);
}

static int find_tcp(struct frame_headers *headers, const struct view *view)
{
	size_t bytes;

	if (!has(view, TCP_BYTES))
		return -ENOENT;
	bytes = (view->bytes[view->at + TCP_OFFSET_AT] >> 4) * (size_t)4;
	if (bytes < TCP_BYTES || !has(view, bytes))
		return -ENOENT;
	headers->is_tcp = true;
	headers->checksum_offset = TCP_CHECKSUM_AT;
	headers->header_bytes = (uint16_t)(view->at + bytes);
	return 0;
}

static int find_udp(struct frame_headers *headers, const struct view *view)
{
	if (!has(view, UDP_BYTES))
		return -ENOENT;
	headers->is_tcp = false;
	headers->checksum_offset = UDP_CHECKSUM_AT;
	headers->header_bytes = (uint16_t)(view->at + UDP_BYTES);
	return 0;
}

int frame_headers_find(struct frame_headers *headers, const unsigned char *bytes, size_t len)
{
	struct view view = { bytes, len < UINT16_MAX ? len : UINT16_MAX, NETWORK_HEADER_BYTES };
	unsigned protocol;
	int error;

	if (len < NETWORK_HEADER_BYTES)
		return -ENOENT;
	switch (mcfg_get_be16(bytes + ETHERTYPE_AT)) {
	case ETHERTYPE_IPV4:
		headers->ip = FRAME_HAS_IPV4;
		error = pass_ipv4(&view, &protocol);
		break;
	case ETHERTYPE_IPV6:
		headers->ip = FRAME_HAS_IPV6;
		error = pass_ipv6(&view, &protocol);
		break;
	default: return -ENOENT;
	}
	if (error)
		return error;
	headers->checksum_start = (uint16_t)view.at;
	switch (protocol) {
	case PROTOCOL_TCP: return find_tcp(headers, &view);
	case PROTOCOL_UDP: return find_udp(headers, &view);
	default: return -ENOENT;
	}
}
