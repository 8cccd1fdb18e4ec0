/* What the backend of a card answers to its requests, and frames that are sent again. See
 * xen_card.h. */
#include "xen_card_send.h"

#include "netif.h"
#include "xen_card_frame.h"

#include <errno.h>
#include <mcfg/xen/grant.h>

/* ---- answers --------------------------------------------------------------------------------- */

/* To a request, or to an extra message, which has no id. Returns 0, or -EIO. */
static int take_answer(struct xen_card *card, const struct netif_tx_response *answer)
{
	struct xen_card_send *send;

	if (answer->status == NETIF_RSP_NULL)
		return card->n_extras-- > 0 ? 0 : -EIO;
	if (answer->id >= XEN_CARD_SLOTS || answer->status > NETIF_RSP_OKAY)
		return -EIO;
	send = card->pieces[answer->id].send;
	if (!send || xen_grant_end(card->pieces[answer->id].ref))
		return -EIO;
	xen_card_free_piece(card, answer->id);
	send->is_whole = false;
	send->has_failed = send->has_failed || answer->status < 0;
	if (--send->n == 0)
		xen_card_end_send(card, send);
	return 0;
}

/* Returns 0, or -EIO. */
static int reclaim(struct xen_card *card)
{
	struct netif_tx_response answer;
	int taken;

	while ((taken = xen_ring_take(&card->send, &answer, sizeof answer)) > 0) {
		int error = take_answer(card, &answer);

		if (error)
			return error;
	}
	return taken;
}

/* An event is to come when half of what the backend has is answered; if none is to come anyway.
 * Returns whether it is by now. */
static bool expect(struct xen_card *card)
{
	uint32_t n = xen_ring_outstanding(&card->send);

	if (n == 0 || (int32_t)(card->expected - card->send.taken) > 0)
		return false;
	n = (n + 1) / 2;
	card->expected = card->send.taken + n;
	return xen_ring_expect(&card->send, n);
}

void xen_card_sent(struct xen_card *card)
{
	int error;

	if (card->link != XEN_CARD_UP)
		return;
	do {
		error = reclaim(card);
	} while (!error && expect(card));
	if (error)
		xen_card_give_up(card);
	else if (card->room)
		mcfg_waker_wake(card->room, 0);
}

void xen_card_offer(struct xen_card *card)
{
	if (xen_ring_offer(&card->send))
		xen_event_notify(&card->event);
	if (expect(card))
		xen_card_sent(card);
}

/* ---- the backend goes, and comes back -------------------------------------------------------- */

void xen_card_send_take_back(struct xen_card *card, bool again)
{
	struct xen_card_send *send, *next;

	for (uint16_t i = 0; i < XEN_CARD_SLOTS; i++) {
		struct xen_card_piece *piece = &card->pieces[i];

		if (!piece->send)
			continue;
		if (!xen_card_end(card, piece->ref))
			piece->send->keeps_its_bufs = true;
		xen_card_free_piece(card, i);
	}
	card->n_extras = 0;
	for (send = card->first; send; send = next) {
		next = send->next;
		if (again && send->is_whole && !send->keeps_its_bufs)
			continue;
		send->has_failed = true;
		xen_card_end_send(card, send);
	}
}

/* There is room for them: it was there when they were added before. */
static int send_again(struct xen_card *card, struct xen_card_send *send)
{
	size_t n = xen_card_count_pieces(&send->frame);

	if (!card->offers.may_read || n > (card->offers.pieces ? XEN_CARD_PIECES : 1) ||
	    xen_card_frame_suits(&send->frame, &card->offers))
		return -EINVAL;
	return xen_card_add_send(card, send);
}

void xen_card_send_again(struct xen_card *card)
{
	struct xen_card_send *send, *next;

	for (send = card->first; send; send = next) {
		next = send->next;
		if (send_again(card, send)) {
			send->has_failed = true;
			xen_card_end_send(card, send);
		}
	}
	xen_card_offer(card);
}
