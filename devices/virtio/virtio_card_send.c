/* Sending by a card of a virtio machine. See virtio_card.h. */
#include "virtio_card.h"

#include "../network/frame_check.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>

void virtio_card_take_back(struct virtio_card *card, struct virtio_card_send *send)
{
	network_frame_put(&send->frame);
	send->next = card->free;
	card->free = send;
}

/* What the card has sent. Returns 0, or -EIO. */
static int reclaim(struct virtio_card *card)
{
	void *send;
	uint32_t len;
	int taken;

	while ((taken = virtqueue_take(&card->send, &send, &len)) > 0) {
		card->device.restarts_in_vain = 0;
		virtio_card_take_back(card, send);
	}
	return taken;
}

/* An interrupt is to come when all is sent; half of it, where somebody waits. */
static bool expect(struct virtio_card *card)
{
	uint16_t n = card->send.n_chains;

	if (n == 0)
		return false;
	return virtqueue_expect(&card->send, card->room && n > 1 ? n / 2 : n);
}

void virtio_card_sent(struct virtio_card *card)
{
	int error;

	do {
		error = reclaim(card);
	} while (!error && expect(card));
	if (error)
		virtio_card_give_up(card);
	else if (card->room)
		mcfg_waker_wake(card->room, 0);
}

/* ---- frames ---------------------------------------------------------------------------------- */

static size_t count_bufs(const struct network_frame *frame)
{
	size_t n = 0;

	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next)
		n++;
	return n;
}

/* Waits for room; its task has the mutex. */
static int wait_for_room(struct virtio_card *card, size_t n)
{
	int error = 0;

	virtio_card_sent(card);
	while (!error && !card->send.broken && (!card->free || card->send.n_free < n)) {
		struct mcfg_waker room = { 0 };

		card->seen.tx_waits++;
		card->room = &room;
		if (expect(card))
			virtio_card_sent(card); /* it has gone on, and wakes */
		error = mcfg_waker_wait(&room);
		card->room = NULL;
	}
	return !error && card->send.broken ? -ENODEV : error;
}

int virtio_card_submit(struct virtio_card *card, struct virtio_card_send *send)
{
	size_t n = 0;

	vnet_header_put(send->header, &send->frame);
	card->parts[n++] =
	    (struct virtqueue_part){ mcfg_platform_dma_address(send->header), VNET_HEADER_BYTES };
	for (const struct mcfg_buf *buf = send->frame.bufs; buf; buf = buf->next)
		if (buf->len > 0)
			card->parts[n++] = (struct virtqueue_part){ mcfg_buf_device_address(buf),
				                                    (uint32_t)buf->len };
	return virtqueue_add(&card->send, card->parts, n, 0, send);
}

/* There is room. Takes the bufs. */
static int submit(struct virtio_card *card, struct network_frame *frame)
{
	struct virtio_card_send *send = card->free;
	int error;

	card->free = send->next;
	send->frame = *frame;
	send->order = card->n_sent++;
	frame->bufs = NULL;
	error = virtio_card_submit(card, send);
	if (error) {
		virtio_card_take_back(card, send);
		return error;
	}
	virtio_offer(&card->device, VIRTIO_CARD_SEND, &card->send);
	if (expect(card))
		virtio_card_sent(card);
	return 0;
}

static int send_frame(struct virtio_card *card, struct network_frame *frame)
{
	size_t n = 1 + count_bufs(frame);
	int error;

	if (n > 1 + VIRTIO_CARD_PIECES || n > card->send.size)
		return -EMSGSIZE;
	error = mcfg_mutex_lock(&card->sending);
	if (error)
		return error;
	error = wait_for_room(card, n);
	if (!error)
		error = submit(card, frame);
	mcfg_mutex_unlock(&card->sending);
	return error;
}

int virtio_card_write(struct virtio_card *card, struct network_frame *frame)
{
	size_t len;
	int error = frame_check(&card->info, frame, &len);

	if (!error && card->send.broken)
		error = -ENODEV;
	else if (!error && !card->is_on)
		error = -ENETDOWN;
	if (!error)
		error = send_frame(card, frame);
	network_frame_put(frame);
	if (error) {
		card->seen.tx_errors++;
		return error;
	}
	card->seen.tx_frames++;
	card->seen.tx_bytes += len;
	return 0;
}
