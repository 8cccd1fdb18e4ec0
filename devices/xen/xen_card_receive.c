/* Receiving from the backend of a card. See xen_card.h. */
#include "xen_card.h"

#include "../network/frame_sum.h"
#include "netif.h"
#include "xen_card_frame.h"

#include <errno.h>
#include <mcfg/task.h>
#include <mcfg/xen/grant.h>

/* Frames in a row, before other tasks have their turn. */
enum { BURST = 64 };

static uint32_t slot_of(const struct xen_card *card, uint32_t index)
{
	return index & (card->receive.n - 1);
}

/* ---- pages for the backend ------------------------------------------------------------------- */

static int add_page(struct xen_card *card, struct mcfg_buf *buf)
{
	uint32_t slot = slot_of(card, card->receive.made), ref;
	struct netif_rx_request *request;
	int error = xen_grant_access(&ref, card->bus.domain, buf->data, XEN_GRANT_WRITE);

	if (error) {
		mcfg_buf_put(buf);
		return error;
	}
	card->pages[slot] = (struct xen_card_page){ buf, ref };
	request = xen_ring_add(&card->receive);
	*request = (struct netif_rx_request){ .id = (uint16_t)slot, .gref = ref };
	return 0;
}

static uint32_t n_ready(const struct xen_card *card)
{
	return card->receive.made - card->receive.taken;
}

static void offer_pages(struct xen_card *card)
{
	if (xen_ring_offer(&card->receive))
		xen_event_notify(card->receive_event.port ? &card->receive_event : &card->event);
}

/* As many as there are. Where the backend has none at all, it waits for one. */
static int refill(struct xen_card *card)
{
	int error = 0;

	while (!error && card->link == XEN_CARD_UP && n_ready(card) < XEN_CARD_READY) {
		struct mcfg_buf *buf = mcfg_buf_get(&card->pool);

		if (!buf && n_ready(card) > 0)
			break;
		if (!buf && (error = mcfg_buf_wait(&card->pool, &buf)))
			return error;
		if (card->link == XEN_CARD_UP)
			error = add_page(card, buf);
		else
			mcfg_buf_put(buf); /* while we waited it has gone */
	}
	if (card->link == XEN_CARD_UP)
		offer_pages(card);
	return error && n_ready(card) == 0 ? error : 0;
}

/* ---- frames ---------------------------------------------------------------------------------- */

/* What is not accepted is not offered by those who keep the rules; checksums can be made up for. */
static bool make_acceptable(struct xen_card *card, struct network_frame *frame)
{
	if (frame->segment_bytes)
		return card->accepted & frame->segments;
	if (frame->checksum == NETWORK_CHECKSUM_MISSING &&
	    !(card->accepted & NETWORK_OFFLOAD_CHECKSUM))
		frame_sum(frame);
	return true;
}

static void deliver(struct xen_card *card, struct network_frame *frame, size_t len)
{
	if (!make_acceptable(card, frame)) {
		card->seen.rx_dropped++;
		return;
	}
	card->seen.rx_frames++;
	card->seen.rx_bytes += len;
	card->came(card, frame);
	card->seen.rx_dropped += frame->bufs != NULL;
}

/* It blocks where its owner does: what is partial is begun anew before. */
static void end_frame(struct xen_card *card)
{
	struct xen_card_partial partial = card->partial;

	card->partial = (struct xen_card_partial){ 0 };
	if (partial.has_failed || xen_card_frame_end(&partial.frame))
		card->seen.rx_errors++;
	else
		deliver(card, &partial.frame, partial.len);
	network_frame_put(&partial.frame);
}

/* A frame in more pieces than backends make of one would only keep bufs from others. */
static void append_piece(struct xen_card_partial *partial, struct mcfg_buf *buf)
{
	partial->len += buf->len;
	partial->n_pieces += buf->len > 0;
	if (partial->has_failed || buf->len == 0 || partial->len > UINT16_MAX ||
	    partial->n_pieces > XEN_CARD_PIECES + 1) {
		partial->has_failed = partial->has_failed || buf->len > 0;
		mcfg_buf_put(buf);
		return;
	}
	buf->next = NULL;
	*partial->end = buf;
	partial->end = &buf->next;
}

/* Takes the buf. */
static int take_piece(struct xen_card *card, struct mcfg_buf *buf, uint32_t slot,
                      const struct netif_rx_response *piece)
{
	struct xen_card_partial *partial = &card->partial;
	bool is_first = !partial->is_begun, has_extra = piece->flags & NETRXF_extra_info;

	if (piece->id != slot || (has_extra && !is_first) || piece->offset > XEN_CARD_PAGE_BYTES ||
	    piece->status > XEN_CARD_PAGE_BYTES - piece->offset) {
		mcfg_buf_put(buf);
		return -EIO;
	}
	if (is_first) {
		*partial = (struct xen_card_partial){ .is_begun = true, .wants_extra = has_extra };
		partial->end = &partial->frame.bufs;
		xen_card_frame_begin(&partial->frame, piece->flags);
	}
	if (piece->status < 0) {
		partial->has_failed = true;
	} else {
		mcfg_buf_append(buf, piece->offset + (size_t)piece->status);
		mcfg_buf_pull(buf, piece->offset);
	}
	append_piece(partial, buf);
	partial->is_last = !(piece->flags & NETRXF_more_data);
	return 0;
}

static int take_extra(struct xen_card *card, const struct netif_extra_info *extra)
{
	card->partial.wants_extra = extra->flags & XEN_NETIF_EXTRA_FLAG_MORE;
	return xen_card_frame_extra(&card->partial.frame, extra) ? -EIO : 0;
}

/* The next message. Returns 1, 0: there is none yet; or -EIO: the backend broke a rule. */
static int take_message(struct xen_card *card)
{
	union {
		struct netif_rx_response piece;
		struct netif_extra_info extra;
	} message;
	uint32_t slot = slot_of(card, card->receive.taken);
	struct xen_card_page *page = &card->pages[slot];
	struct mcfg_buf *buf = page->buf;
	int result = xen_ring_take(&card->receive, &message, sizeof message);

	if (result <= 0)
		return result;
	if (xen_grant_end(page->ref))
		return -EIO; /* it goes on using what it has given back */
	page->buf = NULL;
	if (card->partial.wants_extra) {
		mcfg_buf_put(buf);
		result = take_extra(card, &message.extra);
	} else {
		result = take_piece(card, buf, slot, &message.piece);
	}
	return result ? result : 1;
}

/* ---- the task -------------------------------------------------------------------------------- */

/* Waits until there is something, or a link over which something can come. */
static int wait_for_more(struct xen_card *card)
{
	struct mcfg_waker more = { 0 };
	int error = 0;

	card->more = &more;
	if (card->link != XEN_CARD_UP || !xen_ring_expect(&card->receive, 1))
		error = mcfg_waker_wait(&more);
	card->more = NULL;
	return error;
}

static int receive_next(struct xen_card *card)
{
	int result = 0;

	if (card->link == XEN_CARD_UP && n_ready(card) <= XEN_CARD_READY - XEN_CARD_READY / 4)
		result = refill(card);
	if (!result && card->link == XEN_CARD_UP)
		result = take_message(card);
	if (result < 0)
		return result;
	if (result == 0) {
		result = refill(card);
		return result ? result : wait_for_more(card);
	}
	if (card->partial.is_begun && card->partial.is_last && !card->partial.wants_extra)
		end_frame(card);
	return 0;
}

/* Ends when it is cancelled. A link that ends, or breaks, is one that nothing comes over. */
int xen_card_receive(void *argument)
{
	struct xen_card *card = argument;
	int error = mcfg_waker_wait(&card->started);

	for (unsigned n = 1; !error; n++) {
		error = receive_next(card);
		if (error && error != -ECANCELED) {
			xen_card_give_up(card);
			error = 0;
		}
		if (!error && n % BURST == 0)
			error = task_yield();
	}
	return error;
}

void xen_card_start(struct xen_card *card)
{
	xen_card_want(card);
	if (!card->is_started)
		mcfg_waker_wake(&card->started, 0);
	card->is_started = true;
}

void xen_card_receive_take_back(struct xen_card *card)
{
	for (size_t i = 0; i < XEN_CARD_SLOTS; i++) {
		struct xen_card_page *page = &card->pages[i];

		if (page->buf && xen_card_end(card, page->ref))
			mcfg_buf_put(page->buf);
		page->buf = NULL;
	}
	card->seen.rx_errors += card->partial.is_begun;
	network_frame_put(&card->partial.frame);
	card->partial = (struct xen_card_partial){ 0 };
}
