/* xen_card_send.h - frames on their way to the backend; between the files of a card. */
#ifndef XEN_CARD_SEND_H
#define XEN_CARD_SEND_H

#include "xen_card.h"

/* All is free. */
void xen_card_send_init(struct xen_card *card);

/* How many requests a frame takes, an extra message not counted. */
size_t xen_card_count_pieces(const struct network_frame *frame);

/* Is there room for one of n pieces, and an extra message? */
bool xen_card_has_room(const struct xen_card *card, size_t n);

/*
 * xen_card_submit - hand a frame over, for which there is room, and whose pieces are at most
 * XEN_CARD_PIECES, and at least one.
 *
 * Takes the bufs if it returns 0. Returns also what xen_grant_access does.
 */
int xen_card_submit(struct xen_card *card, struct network_frame *frame);

#endif
