/* What Xen's protocol for cards says of a frame. See xen_card_frame.h. */
#include "xen_card_frame.h"

#include "../network/frame_headers.h"
#include "netif.h"

#include <errno.h>

/* ---- to send --------------------------------------------------------------------------------- */

uint16_t xen_card_frame_flags(const struct network_frame *frame)
{
	switch (frame->checksum) {
	case NETWORK_CHECKSUM_MISSING: return NETTXF_csum_blank | NETTXF_data_validated;
	case NETWORK_CHECKSUM_RIGHT: return NETTXF_data_validated;
	default: return 0;
	}
}

void xen_card_frame_segments(const struct network_frame *frame, struct netif_extra_info *extra)
{
	*extra = (struct netif_extra_info){ .type = XEN_NETIF_EXTRA_TYPE_GSO };
	extra->u.gso.size = frame->segment_bytes;
	extra->u.gso.type = frame->segments == NETWORK_OFFLOAD_TCPV4 ? XEN_NETIF_GSO_TYPE_TCPV4
	                                                             : XEN_NETIF_GSO_TYPE_TCPV6;
}

/* The backend finds the checksum by itself: is it where the frame says? */
static bool finds_checksum(const struct network_frame *frame, struct frame_headers *headers)
{
	return frame_headers_find(headers, frame->bufs->data, frame->bufs->len) == 0 &&
	       headers->checksum_start == frame->checksum_start &&
	       headers->checksum_offset == frame->checksum_offset;
}

static bool can_cut(const struct network_frame *frame, const struct xen_card_offers *offers,
                    const struct frame_headers *headers)
{
	if (!headers->is_tcp)
		return false;
	if (frame->segments == NETWORK_OFFLOAD_TCPV4)
		return offers->tcpv4 && headers->ip == FRAME_HAS_IPV4;
	return offers->tcpv6 && headers->ip == FRAME_HAS_IPV6;
}

int xen_card_frame_suits(const struct network_frame *frame, const struct xen_card_offers *offers)
{
	struct frame_headers headers;
	bool is_found;

	if (frame->checksum != NETWORK_CHECKSUM_MISSING)
		return 0;
	is_found = finds_checksum(frame, &headers);
	if (frame->segment_bytes)
		return is_found && can_cut(frame, offers, &headers) ? 0 : -EINVAL;
	if (!is_found)
		return 1;
	return (headers.ip == FRAME_HAS_IPV4 ? offers->sums4 : offers->sums6) ? 0 : 1;
}

/* ---- that came ------------------------------------------------------------------------------- */

void xen_card_frame_begin(struct network_frame *frame, uint16_t flags)
{
	if (flags & NETRXF_csum_blank)
		frame->checksum = NETWORK_CHECKSUM_MISSING;
	else if (flags & NETRXF_data_validated)
		frame->checksum = NETWORK_CHECKSUM_RIGHT;
}

int xen_card_frame_extra(struct network_frame *frame, const struct netif_extra_info *extra)
{
	if (extra->type == XEN_NETIF_EXTRA_TYPE_NONE || extra->type >= XEN_NETIF_EXTRA_TYPE_MAX)
		return -EPROTO;
	if (extra->type != XEN_NETIF_EXTRA_TYPE_GSO)
		return 0;
	switch (extra->u.gso.type) {
	case XEN_NETIF_GSO_TYPE_TCPV4: frame->segments = NETWORK_OFFLOAD_TCPV4; break;
	case XEN_NETIF_GSO_TYPE_TCPV6: frame->segments = NETWORK_OFFLOAD_TCPV6; break;
	default: return -EPROTO;
	}
	frame->segment_bytes = extra->u.gso.size;
	return frame->segment_bytes ? 0 : -EPROTO;
}

/* A frame to be cut, of which the headers say the same, and which has more than these. */
static int end_segments(struct network_frame *frame, const struct frame_headers *headers)
{
	const int ip = frame->segments == NETWORK_OFFLOAD_TCPV4 ? FRAME_HAS_IPV4 : FRAME_HAS_IPV6;

	if (!headers->is_tcp || (int)headers->ip != ip ||
	    headers->header_bytes >= network_frame_len(frame))
		return -EPROTO;
	frame->header_bytes = headers->header_bytes;
	return 0;
}

int xen_card_frame_end(struct network_frame *frame)
{
	struct frame_headers headers;

	if (network_frame_len(frame) < NETWORK_HEADER_BYTES)
		return -EPROTO;
	if (frame->checksum != NETWORK_CHECKSUM_MISSING)
		return frame->segment_bytes ? -EPROTO : 0;
	if (frame_headers_find(&headers, frame->bufs->data, frame->bufs->len))
		return -EPROTO;
	frame->checksum_start = headers.checksum_start;
	frame->checksum_offset = headers.checksum_offset;
	return frame->segment_bytes ? end_segments(frame, &headers) : 0;
}
