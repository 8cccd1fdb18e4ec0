/* A card at the end of a wire in memory. */
#include "wire_card.h"

#include "frame_check.h"

#include <errno.h>

static struct wire_card *card_of(struct network *self)
{
	return container_of(self, struct wire_card, network);
}

static int receive(void *argument)
{
	struct wire_card *card = argument;
	struct network_frame frame;
	int error;

	while ((error = mcfg_channel_receive(&card->port.waiting, &frame)) == 0) {
		card->seen.rx_frames++;
		card->seen.rx_bytes += network_frame_len(&frame);
		network_up_frame(&card->network, &frame);
		card->seen.rx_dropped += frame.bufs != NULL;
		network_frame_put(&frame);
	}
	return error;
}

int wire_card_connect(struct wire_card *self, struct frame_wire *wire,
                      const struct wire_card_config *config)
{
	struct mcfg_task_options options = { .name = "wire_card" };
	uint64_t number = (uint64_t)wire_card_config_number(config);
	int64_t mtu = wire_card_config_mtu(config);

	if (mtu < 68 || mtu > UINT16_MAX - NETWORK_HEADER_BYTES)
		return -EINVAL;
	self->info = (struct network_info){ .mac = { 2 }, .mtu = (uint16_t)mtu };
	for (int i = 1; i < NETWORK_MAC_BYTES; i++)
		self->info.mac[i] = (uint8_t)(number >> (8 * (NETWORK_MAC_BYTES - 1 - i)));
	self->wire = wire;
	mcfg_channel_init(&self->port.waiting, self->port.frames, sizeof *self->port.frames,
	                  WIRE_PORT_FRAMES);
	frame_wire_join(wire, &self->port);
	return task_spawn(&self->receiver, &options, receive, self);
}

void wire_card_disconnect(struct wire_card *self)
{
	struct network_frame frame;

	frame_wire_leave(self->wire, &self->port);
	mcfg_channel_close(&self->port.waiting);
	task_cancel(self->receiver);
	task_join(&self->receiver, 1);
	while (mcfg_channel_try_receive(&self->port.waiting, &frame) == 0)
		network_frame_put(&frame);
}

void wire_card_info(struct network *self, struct network_info *info)
{
	*info = card_of(self)->info;
}

int wire_card_write(struct network *self, struct network_frame *frame)
{
	struct wire_card *card = card_of(self);
	size_t len;
	int error = frame_check(&card->info, frame, &len);

	if (error) {
		card->seen.tx_errors++;
		network_frame_put(frame);
		return error;
	}
	card->seen.tx_frames++;
	card->seen.tx_bytes += len;
	return frame_wire_send(card->wire, &card->port, frame);
}

int wire_card_start(struct network *self)
{
	card_of(self)->port.started = true;
	return 0;
}

/* It offers none: the cards at the other ends would have to accept them, too. */
int wire_card_accept(struct network *self, unsigned offloads)
{
	(void)self;
	return offloads ? -EINVAL : 0;
}

bool wire_card_carrier(struct network *self)
{
	(void)self;
	return true;
}

int wire_card_wait_carrier(struct network *self, bool on)
{
	struct mcfg_waker never = { 0 };

	(void)self;
	return on ? 0 : mcfg_waker_wait(&never);
}

void wire_card_statistics(struct network *self, struct network_statistics *statistics)
{
	const struct wire_card *card = card_of(self);

	*statistics = card->seen;
	statistics->rx_dropped += card->port.n_lost;
}
