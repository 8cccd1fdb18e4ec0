/* Writing to a card: waits for the link and for room, and copies what cannot go as it is. See
 * xen_card.h. */
#include "../network/frame_check.h"
#include "../network/frame_sum.h"
#include "xen_card_frame.h"
#include "xen_card_send.h"

#include <errno.h>
#include <string.h>

/* ---- waiting; its task has the mutex --------------------------------------------------------- */

static int wait_once(struct xen_card *card)
{
	struct mcfg_waker room = { 0 };
	int error;

	card->room = &room;
	error = mcfg_waker_wait(&room);
	card->room = NULL;
	return error;
}

static int wait_for_link(struct xen_card *card)
{
	int error = 0;

	while (!error && (card->link == XEN_CARD_WAITS || card->link == XEN_CARD_JOINS)) {
		xen_card_want(card);
		error = wait_once(card);
	}
	if (error)
		return error;
	if (card->link == XEN_CARD_LOST)
		return -ENODEV;
	return card->link == XEN_CARD_UP && card->is_on ? 0 : -ENETDOWN;
}

/* There may be none yet when it returns 0. */
static int wait_for_room(struct xen_card *card, size_t n)
{
	xen_card_sent(card);
	if (card->link != XEN_CARD_UP || xen_card_has_room(card, n))
		return 0;
	card->seen.tx_waits++;
	return wait_once(card);
}

/* ---- copies ---------------------------------------------------------------------------------- */

/* A copy that grows by bufs of a page. */
struct copy {
	struct mcfg_buf *bufs, *last;
};

static int add_page_to(struct xen_card *card, struct copy *copy)
{
	struct mcfg_buf *buf;
	int error = mcfg_buf_wait(&card->copies, &buf);

	if (error)
		return error;
	buf->next = NULL;
	if (copy->last)
		copy->last->next = buf;
	else
		copy->bufs = buf;
	copy->last = buf;
	return 0;
}

static int append_copy(struct xen_card *card, struct copy *copy, const unsigned char *data,
                       size_t len)
{
	while (len > 0) {
		size_t room = copy->last ? mcfg_buf_tailroom(copy->last) : 0;
		size_t n = len < room ? len : room;
		int error = room == 0 ? add_page_to(card, copy) : 0;

		if (error)
			return error;
		memcpy(mcfg_buf_append(copy->last, n), data, n);
		data += n;
		len -= n;
	}
	return 0;
}

/* What was copied is in `copied` on failure, too. */
static int copy_bufs(struct xen_card *card, const struct network_frame *frame,
                     struct network_frame *copied)
{
	struct copy copy = { 0 };
	int error = 0;

	for (const struct mcfg_buf *buf = frame->bufs; !error && buf; buf = buf->next)
		error = append_copy(card, &copy, buf->data, buf->len);
	*copied = *frame;
	copied->bufs = copy.bufs;
	return error;
}

/* Puts a copy in the place of the frame, in as few pieces as can be, with its checksum if wanted.
 */
static int replace(struct xen_card *card, struct network_frame *frame, bool sum)
{
	struct network_frame copy;
	int error = copy_bufs(card, frame, &copy);

	if (error) {
		network_frame_put(&copy);
		return error;
	}
	if (sum)
		frame_sum(&copy);
	network_frame_put(frame);
	*frame = copy;
	return 0;
}

static bool is_copy(const struct xen_card *card, const struct network_frame *frame)
{
	return frame->bufs->block->pool == &card->copies;
}

/* ---- frames ---------------------------------------------------------------------------------- */

/* Makes of the frame what this backend takes. Returns 1: it had to wait for that, and the backend
 * may be another one by now; 0 if not. */
static int adapt(struct xen_card *card, struct network_frame *frame, size_t len, size_t *n)
{
	size_t most = card->offers.pieces ? XEN_CARD_PIECES : 1;
	int suits = xen_card_frame_suits(frame, &card->offers);

	if (suits < 0)
		return suits;
	*n = xen_card_count_pieces(frame);
	if (suits == 0 && *n <= most && (card->offers.may_read || is_copy(card, frame)))
		return 0;
	if (most == 1 && len > XEN_CARD_PAGE_BYTES)
		return -EMSGSIZE;
	suits = replace(card, frame, suits > 0);
	return suits ? suits : 1;
}

static int send_frame(struct xen_card *card, struct network_frame *frame, size_t len)
{
	for (;;) {
		size_t n;
		int result = wait_for_link(card);

		if (!result)
			result = adapt(card, frame, len, &n);
		if (result < 0)
			return result;
		if (result == 0 && xen_card_has_room(card, n))
			return xen_card_submit(card, frame);
		if (result == 0 && (result = wait_for_room(card, n)))
			return result;
	}
}

static int send_in_turn(struct xen_card *card, struct network_frame *frame, size_t len)
{
	int error = mcfg_mutex_lock(&card->sending);

	if (error)
		return error;
	error = send_frame(card, frame, len);
	mcfg_mutex_unlock(&card->sending);
	return error;
}

int xen_card_write(struct xen_card *card, struct network_frame *frame)
{
	size_t len;
	int error = frame_check(&card->info, frame, &len);

	if (!error)
		error = send_in_turn(card, frame, len);
	network_frame_put(frame);
	if (error) {
		card->seen.tx_errors++;
		return error;
	}
	card->seen.tx_frames++;
	card->seen.tx_bytes += len;
	return 0;
}
