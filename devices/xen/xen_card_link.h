/* xen_card_link.h - the link of a card and its backend; between the files of a card. */
#ifndef XEN_CARD_LINK_H
#define XEN_CARD_LINK_H

#include "xen_card.h"

/*
 * xen_card_meet - find the backend, wait until it waits for us, and read what it can do.
 *
 * Returns 0, -ENOENT, -ENODEV: there is none, or it is going; -ETIMEDOUT: it does not come to wait;
 * as xenbus_open and xen_card_read_offers. Blocks.
 */
int xen_card_meet(struct xen_card *card);

/* There is a carrier, or none: tells those who wait for that. */
void xen_card_set_on(struct xen_card *card, bool is_on);

#endif
