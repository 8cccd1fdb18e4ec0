/*
 * xen_card.h - a card of a guest of Xen (netfront): its rings, and what lies in them.
 *
 * The link. When the card is opened its backend waits; what is shared is made, and the backend
 * told, when the card is first used: so it is known by then which offloads are accepted. From then
 * on a task keeps the link: when the backend goes, by the toolstack's will or because this domain
 * was restored as another one, all that was shared is taken back, and the link made anew once there
 * is a backend again. In between there is no carrier.
 *
 * Receiving. The backend has pages of the pool, into which it copies frames; a task takes them back
 * and hands them up, as they are. An event comes for the first frame since the ring was found
 * empty. New pages are offered when a quarter of them is used, or nothing is left to do.
 *
 * Sending. Pages of bufs are granted, for reading only, until the backend has answered for them;
 * an event comes when it has for half of them. What does not fit into the slots that a backend
 * takes, or lacks a checksum that it does not fill in, goes as a copy; so do all frames where the
 * toolstack says that the backend is not to read more than these ("trusted" is 0).
 *
 * The backend is not trusted: see xen_ring.h for what is in the rings. One that breaks a rule is
 * left for good: the card is lost then.
 *
 * Source: Xen's public header io/netif.h.
 */
#ifndef XEN_CARD_H
#define XEN_CARD_H

#include "../network/network_frame.h"
#include "xen_card_offers.h"
#include "xen_ring_grant.h"

#include <mcfg/sync.h>
#include <mcfg/xen/event.h>
#include <mcfg/xen/suspend.h>
#include <mcfg/xen/xenbus.h>

enum {
	XEN_CARD_PAGE_BYTES = 4096,
	XEN_CARD_BUFS = 256,  /* pages of the pool */
	XEN_CARD_READY = 128, /* of these, that the backend has */
	XEN_CARD_SLOTS = 256, /* of each ring */
	XEN_CARD_SENDS = 128, /* frames that the backend has at a time */
	XEN_CARD_COPIES = 32, /* pages for copies of frames: of two of the longest */
	XEN_CARD_PIECES = 18, /* of one frame, that every backend takes */
};

enum xen_card_link {
	XEN_CARD_WAITS, /* the backend does, for us: nothing is shared yet */
	XEN_CARD_JOINS,
	XEN_CARD_UP,
	XEN_CARD_AWAY, /* there is no backend: it may come back */
	XEN_CARD_LOST  /* for good */
};

/* A page that the backend has, to write a frame to. */
struct xen_card_page {
	struct mcfg_buf *buf;
	uint32_t ref;
};

/* A frame that the backend has, to send. */
struct xen_card_send {
	struct xen_card_send *before, *next; /* in the order of sending; or the next free one */
	struct network_frame frame;
	uint16_t n;          /* its slots that are not answered */
	bool is_whole;       /* none is */
	bool has_failed;     /* one was answered so */
	bool keeps_its_bufs; /* one of its pages is still in use: they are never put */
};

/* A piece of it: the slot of the ring has the number of this as its id. */
struct xen_card_piece {
	struct xen_card_send *send; /* null: it is free */
	uint32_t ref;
	uint16_t next; /* free one */
};

/* A frame of which more is to come. */
struct xen_card_partial {
	struct network_frame frame;
	struct mcfg_buf **end;
	size_t len;
	unsigned n_pieces;
	bool is_begun, has_failed;
	bool wants_extra; /* what comes next is no piece */
	bool is_last;     /* of its pieces was that which came before the extra */
};

struct xen_card {
	uint32_t number; /* of the vif */
	bool may_offload;
	struct network_info info;
	struct network_statistics seen;
	void (*came)(struct xen_card *card, struct network_frame *frame); /* the owner's */

	/* the link */
	struct xenbus bus;
	struct xen_card_offers offers; /* the backend's */
	enum xen_card_link link;
	bool is_on;
	bool is_suspended, is_restored; /* as another domain, and the link is of the old one */
	unsigned accepted, agreed;      /* offloads of frames that come: wanted, and told */
	struct xen_watch watch;
	struct mcfg_waker wanted;
	bool is_wanted;
	struct mcfg_task *keeper, *receiver;
	struct mcfg_mutex carrier;
	struct mcfg_condition changed;
	struct xen_suspender suspender;
	struct xen_event event, receive_event; /* the second one only where there are two */
	size_t n_kept;                         /* pages of bufs, whose grants did not end */

	/* receiving */
	struct xen_ring receive;
	struct xen_ring_refs receive_refs;
	struct xen_card_page pages[XEN_CARD_SLOTS];
	struct mcfg_buf_pool pool;
	struct xen_card_partial partial;
	struct mcfg_waker started, *more; /* of the receiver, while it waits */
	bool is_started;

	/* sending */
	struct xen_ring send;
	struct xen_ring_refs send_refs;
	uint32_t expected; /* how many answers, ever, an event is asked for */
	struct xen_card_piece pieces[XEN_CARD_SLOTS];
	uint16_t free_piece, n_free_pieces;
	uint16_t n_extras; /* slots without an id that are not answered */
	struct xen_card_send sends[XEN_CARD_SENDS], *free, *first, *last;
	struct mcfg_buf_pool copies;
	struct mcfg_mutex sending;
	struct mcfg_waker *room; /* of the writer that waits, for room or the link */
};

/*
 * xen_card_open - open the card of that number. Its `came` is set before.
 *
 * offloads   may be made use of
 *
 * Returns 0, -ENODEV: there is none; -EPROTONOSUPPORT: it cannot be used; -EPROTO: the store says
 * what cannot be; -ETIMEDOUT: its backend is not ready; -ENOMEM; or as <mcfg/xen/store.h>. Blocks.
 */
int xen_card_open(struct xen_card *card, uint32_t number, bool offloads);

/* Leaves the backend, and gives all memory back. Blocks. */
void xen_card_close(struct xen_card *card);

/* The operations of network. */
int xen_card_write(struct xen_card *card, struct network_frame *frame);
void xen_card_start(struct xen_card *card);
int xen_card_accept(struct xen_card *card, unsigned offloads);
bool xen_card_carrier(const struct xen_card *card);
int xen_card_wait_carrier(struct xen_card *card, bool on);

/* ---- between its files ----------------------------------------------------------------------- */

/* The card is used: the link is made, if it is not. */
void xen_card_want(struct xen_card *card);

/* The task that keeps the link; the one that receives. */
int xen_card_keep(void *card);
int xen_card_receive(void *card);

/* The backend broke a rule: the link ends, for good. */
void xen_card_give_up(struct xen_card *card);

/* What the backend has sent is taken back, and who waits for room is woken. */
void xen_card_sent(struct xen_card *card);

/* Wakes whoever waits for the link, or for what comes over it. */
void xen_card_wake(struct xen_card *card);

/* ---- what is shared. Both rings are opened before, and closed after. ----------------------------
 *
 * *_take_back: the backend is gone: ends the grants, and puts the bufs; frames that were to be sent
 * are kept, where `again` is set and the backend has answered for no part of them, for
 * xen_card_send_again. Block, for a while, where it does not let go.
 */
void xen_card_send_take_back(struct xen_card *card, bool again);
void xen_card_receive_take_back(struct xen_card *card);
void xen_card_send_again(struct xen_card *card);

/*
 * Ends a grant, which may take a while. Returns whether it has: else its page is in use for good.
 */
bool xen_card_end(struct xen_card *card, uint32_t ref);

#endif
