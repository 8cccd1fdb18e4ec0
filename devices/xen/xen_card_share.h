/* xen_card_share.h - what a card and its backend share; between the files of a card. */
#ifndef XEN_CARD_SHARE_H
#define XEN_CARD_SHARE_H

#include "xen_card.h"

/*
 * xen_card_share - make both rings and the events, and grant them.
 *
 * Returns 0, or as xen_grant_access and xen_event_alloc; what was made stays until it is unshared.
 */
int xen_card_share(struct xen_card *card);

/* Writes them to the store, and what we can do. For xenbus_publish. */
int xen_card_tell(const struct xen_tx *tx, const struct xenbus *bus, void *card);

/*
 * xen_card_unshare - take all back. The backend has let go, or should have.
 *
 * again   frames that it has not sent are kept.
 *
 * Blocks, cancelled or not.
 */
void xen_card_unshare(struct xen_card *card, bool again);

#endif
