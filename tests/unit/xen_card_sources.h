/* xen_card_sources.h - the driver of a card of Xen, for tests that are all below it. */
#ifndef XEN_CARD_SOURCES_H
#define XEN_CARD_SOURCES_H

#include "../../devices/network/frame_check.c"
#include "../../devices/network/frame_headers.c"
#include "../../devices/network/frame_sum.c"
#include "../../devices/xen/xen_card.c"
#include "../../devices/xen/xen_card_carrier.c"
#include "../../devices/xen/xen_card_frame.c"
#include "../../devices/xen/xen_card_link.c"
#include "../../devices/xen/xen_card_meet.c"
#include "../../devices/xen/xen_card_offers.c"
#include "../../devices/xen/xen_card_receive.c"
#include "../../devices/xen/xen_card_send.c"
#include "../../devices/xen/xen_card_sent.c"
#include "../../devices/xen/xen_card_share.c"
#include "../../devices/xen/xen_card_write.c"
#include "../../devices/xen/xen_finish.c"
#include "../../devices/xen/xen_ring.c"
#include "../../devices/xen/xen_ring_grant.c"

#endif
