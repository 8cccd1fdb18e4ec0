/*
 * xen_card_frame.h - what Xen's protocol for cards says of a frame, in its flags and extra
 * messages. Without any I/O.
 *
 * Of checksums it says only that one is missing, not where; so the headers of the frame are looked
 * at. Source: Xen's public header io/netif.h.
 */
#ifndef XEN_CARD_FRAME_H
#define XEN_CARD_FRAME_H

#include "xen_card_offers.h"

struct netif_extra_info;

/* Flags of the first request for a frame, but for those of what follows it. */
uint16_t xen_card_frame_flags(const struct network_frame *frame);

/* The extra message of a frame that is to be cut. */
void xen_card_frame_segments(const struct network_frame *frame, struct netif_extra_info *extra);

/*
 * xen_card_frame_suits - can the backend do what a frame asks for?
 *
 * Returns 0, -EINVAL: it cannot, and neither can we; or 1: its checksum has to be filled in before.
 */
int xen_card_frame_suits(const struct network_frame *frame, const struct xen_card_offers *offers);

/*
 * xen_card_frame_begin - what the flags of a frame's first response say of it.
 * xen_card_frame_extra - what an extra message says of it; ones that we did not ask for are
 * ignored.
 *
 * They are not trusted. Return 0, or -EPROTO: there is no such message.
 */
void xen_card_frame_begin(struct network_frame *frame, uint16_t flags);
int xen_card_frame_extra(struct network_frame *frame, const struct netif_extra_info *extra);

/*
 * xen_card_frame_end - all of the frame is there: finds its headers, where they have to be known.
 *
 * Returns 0, or -EPROTO: what was said of it cannot be.
 */
int xen_card_frame_end(struct network_frame *frame);

#endif
