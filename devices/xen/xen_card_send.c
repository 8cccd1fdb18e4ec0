/* Sending by the backend of a card: requests, and the answers to them. See xen_card.h. */
#include "xen_card.h"

#include "netif.h"
#include "xen_card_frame.h"
#include "xen_card_send.h"

#include <errno.h>
#include <mcfg/assert.h>
#include <mcfg/xen/grant.h>

enum { NO_PIECE = XEN_CARD_SLOTS };

/* ---- frames that the backend has, in the order of sending ------------------------------------ */

static void link_in(struct xen_card *card, struct xen_card_send *send)
{
	send->next = NULL;
	send->before = card->last;
	if (card->last)
		card->last->next = send;
	else
		card->first = send;
	card->last = send;
}

static void take_out(struct xen_card *card, struct xen_card_send *send)
{
	if (send->before)
		send->before->next = send->next;
	else
		card->first = send->next;
	if (send->next)
		send->next->before = send->before;
	else
		card->last = send->before;
}

/* It is sent, or never will be. */
static void end_send(struct xen_card *card, struct xen_card_send *send)
{
	take_out(card, send);
	card->seen.tx_errors += send->has_failed;
	if (!send->keeps_its_bufs)
		network_frame_put(&send->frame);
	*send = (struct xen_card_send){ .next = card->free };
	card->free = send;
}

void xen_card_send_init(struct xen_card *card)
{
	for (size_t i = 0; i < XEN_CARD_SENDS; i++) {
		card->sends[i].next = card->free;
		card->free = &card->sends[i];
	}
	for (uint16_t i = 0; i < XEN_CARD_SLOTS; i++)
		card->pieces[i].next = (uint16_t)(i + 1);
	card->n_free_pieces = XEN_CARD_SLOTS;
}

/* ---- pieces ---------------------------------------------------------------------------------- */

static void free_piece(struct xen_card *card, uint16_t id)
{
	card->pieces[id].send = NULL;
	card->pieces[id].next = card->free_piece;
	card->free_piece = id;
	card->n_free_pieces++;
}

/* How much of `at` lies in its page. */
static size_t in_page(const unsigned char *at, size_t len)
{
	size_t room = XEN_CARD_PAGE_BYTES - (uintptr_t)at % XEN_CARD_PAGE_BYTES;

	return len < room ? len : room;
}

size_t xen_card_count_pieces(const struct network_frame *frame)
{
	size_t n = 0;

	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next)
		for (size_t at = 0; at < buf->len; n++)
			at += in_page(buf->data + at, buf->len - at);
	return n;
}

/* Ends what was begun of a frame of which nobody was told. */
static void undo(struct xen_card *card, const uint16_t *ids, size_t n)
{
	while (n-- > 0) {
		xen_grant_end(card->pieces[ids[n]].ref);
		free_piece(card, ids[n]);
	}
}

static int grant_piece(struct xen_card *card, struct xen_card_send *send, const void *at,
                       uint16_t *id)
{
	const unsigned char *page = (const unsigned char *)at - (uintptr_t)at % XEN_CARD_PAGE_BYTES;
	uint16_t free = card->free_piece;
	int error;

	mcfg_assert(free < NO_PIECE);
	error = xen_grant_access(&card->pieces[free].ref, card->bus.domain, page, XEN_GRANT_READ);
	if (error)
		return error;
	card->free_piece = card->pieces[free].next;
	card->n_free_pieces--;
	card->pieces[free].send = send;
	*id = free;
	return 0;
}

/* A request for each piece; the first one says how long all of them are. */
static int grant_pieces(struct xen_card *card, struct xen_card_send *send,
                        struct netif_tx_request *requests)
{
	uint16_t ids[XEN_CARD_PIECES];
	size_t n = 0;

	for (const struct mcfg_buf *buf = send->frame.bufs; buf; buf = buf->next)
		for (size_t at = 0, len; at < buf->len; at += len, n++) {
			int error = grant_piece(card, send, buf->data + at, &ids[n]);

			if (error) {
				undo(card, ids, n);
				return error;
			}
			len = in_page(buf->data + at, buf->len - at);
			requests[n] = (struct netif_tx_request){
				.gref = card->pieces[ids[n]].ref,
				.offset =
				    (uint16_t)((uintptr_t)(buf->data + at) % XEN_CARD_PAGE_BYTES),
				.flags = NETTXF_more_data,
				.id = ids[n],
				.size = (uint16_t)len,
			};
		}
	send->n = (uint16_t)n;
	return 0;
}

static void add_requests(struct xen_card *card, struct xen_card_send *send,
                         struct netif_tx_request *requests)
{
	size_t n = send->n;

	requests[0].size = (uint16_t)network_frame_len(&send->frame);
	requests[n - 1].flags = 0;
	requests[0].flags |= xen_card_frame_flags(&send->frame);
	if (send->frame.segment_bytes)
		requests[0].flags |= NETTXF_extra_info;
	for (size_t i = 0; i < n; i++) {
		*(struct netif_tx_request *)xen_ring_add(&card->send) = requests[i];
		if (i == 0 && send->frame.segment_bytes) {
			xen_card_frame_segments(&send->frame, xen_ring_add(&card->send));
			card->n_extras++;
		}
	}
}

bool xen_card_has_room(const struct xen_card *card, size_t n)
{
	return card->free && n < xen_ring_room(&card->send) && n <= card->n_free_pieces;
}

/* Without telling the backend yet. */
static int add_send(struct xen_card *card, struct xen_card_send *send)
{
	struct netif_tx_request requests[XEN_CARD_PIECES];
	int error = grant_pieces(card, send, requests);

	if (error)
		return error;
	send->is_whole = true;
	send->has_failed = false;
	add_requests(card, send, requests);
	return 0;
}

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
	free_piece(card, answer->id);
	send->is_whole = false;
	send->has_failed = send->has_failed || answer->status < 0;
	if (--send->n == 0)
		end_send(card, send);
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

static void offer_requests(struct xen_card *card)
{
	if (xen_ring_offer(&card->send))
		xen_event_notify(&card->event);
	if (expect(card))
		xen_card_sent(card);
}

int xen_card_submit(struct xen_card *card, struct network_frame *frame)
{
	struct xen_card_send *send = card->free, *next = send->next;
	int error;

	send->frame = *frame;
	error = add_send(card, send);
	if (error) {
		send->frame.bufs = NULL;
		return error;
	}
	card->free = next;
	link_in(card, send);
	frame->bufs = NULL;
	offer_requests(card);
	return 0;
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
		free_piece(card, i);
	}
	card->n_extras = 0;
	for (send = card->first; send; send = next) {
		next = send->next;
		if (again && send->is_whole && !send->keeps_its_bufs)
			continue;
		send->has_failed = true;
		end_send(card, send);
	}
}

/* There is room for them: it was there when they were added before. */
static int send_again(struct xen_card *card, struct xen_card_send *send)
{
	size_t n = xen_card_count_pieces(&send->frame);

	if (!card->offers.may_read || n > (card->offers.pieces ? XEN_CARD_PIECES : 1) ||
	    xen_card_frame_suits(&send->frame, &card->offers))
		return -EINVAL;
	return add_send(card, send);
}

void xen_card_send_again(struct xen_card *card)
{
	struct xen_card_send *send, *next;

	for (send = card->first; send; send = next) {
		next = send->next;
		if (send_again(card, send)) {
			send->has_failed = true;
			end_send(card, send);
		}
	}
	offer_requests(card);
}
