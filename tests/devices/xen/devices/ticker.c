#include "ticker.h"

#include <errno.h>
#include <mcfg/base.h>
#include <mcfg/endian.h>
#include <stdio.h>
#include <string.h>

enum { ETHERTYPE_EXPERIMENT = 0x88b5, FRAME_BYTES = 60 };

static void say(struct ticker *self, const char *text)
{
	console_write(self->console, text, strlen(text));
}

static int send_number(struct ticker *self, unsigned number)
{
	struct network_frame frame = { 0 };
	struct network_info info;
	unsigned char *bytes;
	int error = mcfg_buf_wait(&self->pool, &frame.bufs);

	if (error)
		return error;
	network_info(self->below, &info);
	bytes = mcfg_buf_append(frame.bufs, FRAME_BYTES);
	memset(bytes, 0xff, NETWORK_MAC_BYTES);
	memcpy(bytes + NETWORK_MAC_BYTES, info.mac, NETWORK_MAC_BYTES);
	mcfg_put_be16(bytes + 12, ETHERTYPE_EXPERIMENT);
	memset(bytes + NETWORK_HEADER_BYTES, 0, FRAME_BYTES - NETWORK_HEADER_BYTES);
	mcfg_put_be32(bytes + NETWORK_HEADER_BYTES, number);
	return network_write(self->below, &frame);
}

/* The numbers of frames that were refused are left out; the card may only refuse without carrier.
 */
static int tick(void *argument)
{
	struct ticker *self = argument;
	unsigned n = 0;
	int error = mcfg_waker_wait(&self->started);

	while (!error) {
		error = send_number(self, n);
		self->n_sent += !error;
		n += !error;
		self->n_refused += error == -ENETDOWN;
		if (!error || error == -ENETDOWN)
			error = task_sleep_ns(self->pause_ns);
	}
	if (error != -ECANCELED)
		say(self, "a frame was refused for no reason\n");
	return 0;
}

static int watch(void *argument)
{
	struct ticker *self = argument;
	int error = mcfg_waker_wait(&self->watched);
	bool is_on = network_carrier(self->below);

	while (!error && network_wait_carrier(self->below, !is_on) == 0) {
		is_on = !is_on;
		say(self, is_on ? "carrier\n" : "no carrier\n");
	}
	return 0;
}

int ticker_connect(struct ticker *self, struct console *console, struct network *below,
                   const struct ticker_config *config)
{
	const struct mcfg_buf_pool_options options = { .name = "ticker",
		                                       .n = 300,
		                                       .block_bytes = FRAME_BYTES };

	int error;

	self->console = console;
	self->below = below;
	self->pause_ns = ticker_config_ticks_ns(config);
	error = mcfg_buf_pool_open(&self->pool, &options);
	if (!error)
		error = task_spawn(&self->tasks[0], NULL, tick, self);
	return error ? error : task_spawn(&self->tasks[1], NULL, watch, self);
}

/* The frames of its pool may still be with the card: the pool stays. */
void ticker_disconnect(struct ticker *self)
{
	char text[64];

	task_cancel(self->tasks[0]);
	task_cancel(self->tasks[1]);
	task_join(self->tasks, 2);
	snprintf(text, sizeof text, "%u sent, %u refused\n", self->n_sent, self->n_refused);
	say(self, text);
}

static struct ticker *ticker_of(struct network *network)
{
	return container_of(network, struct ticker, network);
}

int ticker_start(struct network *network)
{
	struct ticker *self = ticker_of(network);
	int error = network_start(self->below);

	if (self->pause_ns)
		mcfg_waker_wake(&self->started, 0);
	mcfg_waker_wake(&self->watched, 0);
	return error;
}

void ticker_info(struct network *network, struct network_info *info)
{
	network_info(ticker_of(network)->below, info);
}

int ticker_write(struct network *network, struct network_frame *frame)
{
	return network_write(ticker_of(network)->below, frame);
}

int ticker_accept(struct network *network, unsigned offloads)
{
	return network_accept(ticker_of(network)->below, offloads);
}

bool ticker_carrier(struct network *network)
{
	return network_carrier(ticker_of(network)->below);
}

int ticker_wait_carrier(struct network *network, bool on)
{
	return network_wait_carrier(ticker_of(network)->below, on);
}

void ticker_statistics(struct network *network, struct network_statistics *statistics)
{
	network_statistics(ticker_of(network)->below, statistics);
}

void ticker_network_frame(struct ticker *self, unsigned port, struct network_frame *frame)
{
	(void)port;
	network_up_frame(&self->network, frame);
}
