/*
 * Channels. Tasks wait to receive only while the ring is empty, and to send only while it is full;
 * so an item goes from who waits to who comes without passing another. See <mcfg/channel.h>.
 */
#include <mcfg/channel.h>

#include "waiters.h"

#include <errno.h>
#include <mcfg/assert.h>
#include <string.h>

void mcfg_channel_init(struct mcfg_channel *channel, void *items, size_t item_bytes, size_t room)
{
	*channel = (struct mcfg_channel){ .items = items, .item_bytes = item_bytes, .room = room };
}

/* ---- the ring -------------------------------------------------------------------------------- */

static char *place(const struct mcfg_channel *channel, size_t index)
{
	size_t left = channel->room - channel->first; /* before the ring begins anew */

	return channel->items +
	       (index < left ? channel->first + index : index - left) * channel->item_bytes;
}

static void put(struct mcfg_channel *channel, const void *item)
{
	mcfg_debug_assert(channel->n < channel->room);
	memcpy(place(channel, channel->n), item, channel->item_bytes);
	channel->n++;
}

static void take(struct mcfg_channel *channel, void *item)
{
	memcpy(item, place(channel, 0), channel->item_bytes);
	channel->first = channel->first + 1 == channel->room ? 0 : channel->first + 1;
	channel->n--;
}

/* ---- sending and receiving ------------------------------------------------------------------- */

int mcfg_channel_try_send(struct mcfg_channel *channel, const void *item)
{
	const struct mcfg_waiting *receiver;

	if (channel->closed)
		return -EPIPE;
	receiver = mcfg_waiters_serve(&channel->receivers, 0);
	if (receiver)
		memcpy(receiver->item, item, channel->item_bytes);
	else if (channel->n < channel->room)
		put(channel, item);
	else
		return -EAGAIN;
	return 0;
}

int mcfg_channel_send(struct mcfg_channel *channel, const void *item)
{
	int error = mcfg_channel_try_send(channel, item);

	if (error != -EAGAIN)
		return error;
	return mcfg_waiters_wait(&channel->senders, (void *)(uintptr_t)item);
}

int mcfg_channel_try_receive(struct mcfg_channel *channel, void *item)
{
	bool took = channel->n > 0;
	const struct mcfg_waiting *sender;

	if (took)
		take(channel, item);
	sender = mcfg_waiters_serve(&channel->senders, 0);
	if (sender && took)
		put(channel, sender->item);
	else if (sender)
		memcpy(item, sender->item, channel->item_bytes);
	else if (!took)
		return channel->closed ? -EPIPE : -EAGAIN;
	return 0;
}

int mcfg_channel_receive(struct mcfg_channel *channel, void *item)
{
	int error = mcfg_channel_try_receive(channel, item);

	return error == -EAGAIN ? mcfg_waiters_wait(&channel->receivers, item) : error;
}

void mcfg_channel_close(struct mcfg_channel *channel)
{
	channel->closed = true;
	while (mcfg_waiters_serve(&channel->senders, -EPIPE))
		;
	while (mcfg_waiters_serve(&channel->receivers, -EPIPE))
		;
}
