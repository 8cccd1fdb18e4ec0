/*
 * channel.h - a queue of bounded length between tasks: any number of them send, any number receive.
 *
 * Items have a fixed size and are copied. They arrive in the order in which they were sent, each at
 * one receiver. A channel for 0 items is a meeting: send returns once the item was received.
 *
 *	struct request storage[16];
 *	struct mcfg_channel requests;
 *
 *	mcfg_channel_init(&requests, storage, sizeof *storage, 16);
 */
#ifndef MCFG_CHANNEL_H
#define MCFG_CHANNEL_H

#include <mcfg/sync.h>

struct mcfg_channel {
	char *items; /* a ring of `room` */
	size_t item_bytes, room, first, n;
	bool closed;
	struct mcfg_waiters senders, receivers;
};

/*
 * mcfg_channel_init - an empty channel.
 *
 * items   keeps: room for `room` items of `item_bytes` each. Null where room is 0.
 *
 * It holds nothing else: with nobody waiting, its memory may simply be given back.
 */
void mcfg_channel_init(struct mcfg_channel *channel, void *items, size_t item_bytes, size_t room);

/*
 * mcfg_channel_send - add a copy of an item, waiting while there is no room.
 *
 * Returns 0
 *         -EPIPE       the channel is closed
 *         -ECANCELED, -ETIMEDOUT as every blocking call: it was not sent
 * Blocks.
 */
int mcfg_channel_send(struct mcfg_channel *channel, const void *item);

/* The same, but returns -EAGAIN where it would wait. Callable from timers and events too. */
int mcfg_channel_try_send(struct mcfg_channel *channel, const void *item);

/*
 * mcfg_channel_receive - take the oldest item, waiting while there is none.
 *
 * Returns 0
 *         -EPIPE       the channel is closed and empty
 *         -ECANCELED, -ETIMEDOUT as every blocking call: nothing was taken
 * Blocks.
 */
int mcfg_channel_receive(struct mcfg_channel *channel, void *item);

/* The same, but returns -EAGAIN where it would wait. */
int mcfg_channel_try_receive(struct mcfg_channel *channel, void *item);

/* Nothing more is sent; what was is still received. Who waits returns -EPIPE. */
void mcfg_channel_close(struct mcfg_channel *channel);

#endif
