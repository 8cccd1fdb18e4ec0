/* Frames on their way to the backend of a card: its requests. See xen_card_send.h. */
#include "xen_card_send.h"

#include "netif.h"
#include "xen_card_frame.h"

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

void xen_card_end_send(struct xen_card *card, struct xen_card_send *send)
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

void xen_card_free_piece(struct xen_card *card, uint16_t id)
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
		xen_card_free_piece(card, ids[n]);
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

/* See xen_card_send.h. */
int xen_card_add_send(struct xen_card *card, struct xen_card_send *send)
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

int xen_card_submit(struct xen_card *card, struct network_frame *frame)
{
	struct xen_card_send *send = card->free, *next = send->next;
	int error;

	send->frame = *frame;
	error = xen_card_add_send(card, send);
	if (error) {
		send->frame.bufs = NULL;
		return error;
	}
	card->free = next;
	link_in(card, send);
	frame->bufs = NULL;
	xen_card_offer(card);
	return 0;
}
