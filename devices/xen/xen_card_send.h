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

/* ---- between requests and answers ------------------------------------------------------------ */

/* Grants the pieces of a frame, and makes its requests, without telling the backend yet. Returns 0,
 * or what xen_grant_access does: then nothing is made. */
int xen_card_add_send(struct xen_card *card, struct xen_card_send *send);

/* Tells the backend, if it wants to hear of it, and says when it is to tell us. */
void xen_card_offer(struct xen_card *card);

/* Its grant has ended. */
void xen_card_free_piece(struct xen_card *card, uint16_t id);

/* It is sent, or never will be. */
void xen_card_end_send(struct xen_card *card, struct xen_card_send *send);

#endif
