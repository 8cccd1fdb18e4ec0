/* Says when its card has a carrier, and what becomes of frames meanwhile, until the card is gone.
 */
#include <mcfg/network.h>
#include <mcfg/task.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { BYTES = 60 };

static struct mcfg_buf_pool pool;

void carrier_main_network_frame(unsigned port, struct network_frame *frame)
{
	(void)port;
	(void)frame;
}

/* Of `n` bufs, which make BYTES together. */
static int send(struct network *card, size_t n)
{
	struct network_frame frame = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct mcfg_buf *buf = mcfg_buf_get(&pool);

		memset(mcfg_buf_append(buf, BYTES / n), 0xff, BYTES / n);
		buf->next = frame.bufs;
		frame.bufs = buf;
	}
	return network_write(card, &frame);
}

static void say(const char *what, int error)
{
	printf("%s: %s\n", what, strerror(-error));
	fflush(stdout);
}

/* One change of the carrier. */
static int change(struct network *card, bool on)
{
	int error = network_wait_carrier(card, on);

	say(on ? "up" : "down", error);
	say("sent", send(card, 1));
	return error;
}

static void say_statistics(struct network *card)
{
	struct network_statistics seen;

	network_statistics(card, &seen);
	printf("%llu frames, %llu bytes, %llu refused; %u of 4 bufs are back\n",
	       (unsigned long long)seen.tx_frames, (unsigned long long)seen.tx_bytes,
	       (unsigned long long)seen.tx_errors, (unsigned)pool.counters.n_free);
}

int carrier_main_start(struct network *card)
{
	struct mcfg_buf_pool_options options = { .name = "carrier", .n = 4, .block_bytes = 128 };
	uint64_t outer_ns;
	int error = mcfg_buf_pool_open(&pool, &options);

	if (!error)
		error = network_start(card);
	if (error)
		return error;
	outer_ns = task_deadline_push(task_now_ns() + MSEC(10));
	say("not down in time", network_wait_carrier(card, false));
	task_deadline_pop(outer_ns);
	say("sent, 1 buf", send(card, 1));
	say("sent, 4 bufs", send(card, 4));
	error = change(card, false);
	if (!error)
		error = change(card, true);
	/* gone for good */
	if (!error)
		error = network_wait_carrier(card, false);
	while (!error && send(card, 1) != -ENODEV)
		error = task_sleep_ns(MSEC(10));
	say("gone", send(card, 1));
	say_statistics(card);
	return error;
}
