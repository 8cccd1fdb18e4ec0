/*
 * virtio_card.h - a card of a virtio machine: its queues, and what lies in them.
 *
 * Receiving: the card has bufs of the pool, into which it writes frames; a task hands them up, and
 * gives it others. It interrupts for the first frame since the queue was found empty. Sending: bufs
 * stay with the card until it has sent them; what it has sent is taken back at the next write, and
 * it interrupts when it has sent all that it was given, or half of it while somebody waits for
 * room.
 *
 * A card that says that it needs a reset gets one, and what lay in it is sent once more. Offloads
 * of frames that come are features, so accepting others is a reset as well. One that breaks a rule,
 * or is another one after a reset, is not used any more.
 *
 * Source: Virtual I/O Device 1.1, 5.1.
 */
#ifndef VIRTIO_CARD_H
#define VIRTIO_CARD_H

#include "../network/network_frame.h"
#include "../network/vnet_header.h"
#include "virtio_device.h"

#include <mcfg/sync.h>

enum {
	VIRTIO_CARD_RECEIVE = 0, /* the queues */
	VIRTIO_CARD_SEND = 1,
	VIRTIO_CARD_BUFS = 256,
	VIRTIO_CARD_BUF_BYTES = 2048,
	VIRTIO_CARD_HEADROOM_BYTES = 64, /* before a frame that came */
	VIRTIO_CARD_SENDS = 128,         /* frames that the card has at a time */
	VIRTIO_CARD_PIECES = 64,         /* of one frame */
	VIRTIO_CARD_HEADER_STEP = 16
};

enum virtio_card_feature {
	VIRTIO_CARD_CAN_CHECKSUM = 1 << 0,
	VIRTIO_CARD_GUEST_CHECKSUM = 1 << 1, /* and so on: of frames that come */
	VIRTIO_CARD_HAS_MTU = 1 << 3,
	VIRTIO_CARD_HAS_MAC = 1 << 5,
	VIRTIO_CARD_GUEST_TCPV4 = 1 << 7,
	VIRTIO_CARD_GUEST_TCPV6 = 1 << 8,
	VIRTIO_CARD_CAN_TCPV4 = 1 << 11,
	VIRTIO_CARD_CAN_TCPV6 = 1 << 12,
	VIRTIO_CARD_CAN_MERGE = 1 << 15,
	VIRTIO_CARD_HAS_STATUS = 1 << 16
};

/* A frame that the card has, to send; all that is needed to send it once more. */
struct virtio_card_send {
	struct virtio_card_send *next; /* among the free ones */
	unsigned char *header;         /* in memory that the card reads */
	struct network_frame frame;
	uint32_t order; /* of sending */
};

struct virtio_card {
	struct virtio_device device;
	struct virtqueue receive, send;
	struct network_info info;
	struct network_statistics seen;
	bool has_status, is_on;
	unsigned accepted; /* offloads of frames that come */
	void (*came)(struct virtio_card *card, struct network_frame *frame); /* the owner's */

	struct mcfg_buf_pool pool;
	struct mcfg_task *receiver;
	struct mcfg_waker started, *more; /* of the receiver, while it waits */
	bool is_started;

	unsigned char *headers; /* a page of them */
	struct virtio_card_send sends[VIRTIO_CARD_SENDS], *free;
	uint32_t n_sent; /* ever, for their order */
	struct mcfg_mutex sending;
	struct virtqueue_part parts[1 + VIRTIO_CARD_PIECES];
	struct mcfg_waker *room;

	struct mcfg_mutex carrier;
	struct mcfg_condition carrier_changed;
};

/*
 * virtio_card_open - open the card of that number. Its `came` is set before.
 *
 * offloads   may be made use of
 *
 * Returns 0, -ENODEV: there is none; -EPROTONOSUPPORT: it cannot be used; -ENOMEM. Blocks.
 */
int virtio_card_open(struct virtio_card *card, const char *name, bool offloads);

/* Resets it, and gives all memory back. Blocks. */
void virtio_card_close(struct virtio_card *card);

/* The operations of network. */
int virtio_card_write(struct virtio_card *card, struct network_frame *frame);
void virtio_card_start(struct virtio_card *card);
int virtio_card_accept(struct virtio_card *card, unsigned offloads);
bool virtio_card_carrier(const struct virtio_card *card);
int virtio_card_wait_carrier(struct virtio_card *card, bool on);

/* ---- between its files ----------------------------------------------------------------------- */

/* The task that receives. */
int virtio_card_receive(void *card);

/* What the card has sent is taken back, and who waits for room is woken. */
void virtio_card_sent(struct virtio_card *card);

/* Hands a frame to the card that lies in `send`. Returns 0, or as virtqueue_add. */
int virtio_card_submit(struct virtio_card *card, struct virtio_card_send *send);

/* A frame is not the card's any more, and its place is free. */
void virtio_card_take_back(struct virtio_card *card, struct virtio_card_send *send);

/* Is it up, as it says? Returns 0, or a negative errno. */
int virtio_card_read_status(struct virtio_card *card);

/* Has it the address and the mtu that it had? */
bool virtio_card_is_the_same(struct virtio_card *card);

/* It broke a rule: it is reset, and not used any more. */
void virtio_card_give_up(struct virtio_card *card);

/* Resets it, and makes it work again with the features that it is to have: frames that lay in it
 * are sent once more. Returns 0, or -ENODEV: it was given up. */
int virtio_card_restart(struct virtio_card *card);

/* After a reset: all bufs that the card had are put. */
void virtio_card_abandon(struct virtio_card *card);

#endif
