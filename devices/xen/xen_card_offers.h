/* xen_card_offers.h - what the store says of a card, and of what its backend can do. */
#ifndef XEN_CARD_OFFERS_H
#define XEN_CARD_OFFERS_H

#include "../network/network_frame.h"

#include <mcfg/xen/xenbus.h>

/* What the backend takes from us. */
struct xen_card_offers {
	bool may_read;     /* pages of ours that hold more than a frame: the toolstack trusts it */
	bool pieces;       /* frames of several pieces */
	bool sums4, sums6; /* it fills in checksums of TCP and UDP */
	bool tcpv4, tcpv6; /* it cuts TCP */
	bool two_events;   /* one for each direction */
	bool carrier;      /* it has one itself */
};

/*
 * xen_card_read_offers - what the backend can do. What makes no sense there is not offered.
 *
 * Returns 0, -EPROTONOSUPPORT: it cannot copy to where frames are wanted; or as store.h. Blocks.
 */
int xen_card_read_offers(const struct xenbus *bus, struct xen_card_offers *offers);

/* These as a set of enum network_offload. */
unsigned xen_card_offloads(const struct xen_card_offers *offers);

/*
 * xen_card_read_info - the card's address and mtu; its offloads are left alone.
 *
 * Returns 0, -EPROTO: there is no address that a card can have; or as store.h. Blocks.
 */
int xen_card_read_info(const struct xenbus *bus, const struct xen_card_offers *offers,
                       struct network_info *info);

/* Reads "00:16:3e:01:02:03". Is it the address of one card? */
bool xen_card_parse_mac(const char *text, uint8_t mac[NETWORK_MAC_BYTES]);

/* Has the backend a carrier? It has, unless it says otherwise. Returns 0, or as store.h. Blocks. */
int xen_card_read_carrier(const struct xenbus *bus, bool *is_on);

#endif
