/* Sends --n frames by a card, --tasks of them at a time, or receives so many: for the counting of
 * instructions. */
#include "ring_marks.h"

#include <mcfg/keys.h>
#include <mcfg/network.h>
#include <mcfg/task.h>

#include <errno.h>
#include <string.h>

enum { BYTES = 64, MOST_TASKS = 32, WARM = 64, ETHERTYPE = 0x88b5 };

static struct network *card;
static struct mcfg_buf_pool pool;
static uint64_t n_left, n_came;
static struct mcfg_waker all_came;

static struct mcfg_buf *make_frame(void)
{
	struct network_info info;
	struct mcfg_buf *buf;
	unsigned char *bytes;

	if (mcfg_buf_wait(&pool, &buf))
		return NULL;
	network_info(card, &info);
	bytes = mcfg_buf_append(buf, BYTES);
	memset(bytes, 0xff, BYTES);
	memcpy(bytes + 6, info.mac, sizeof info.mac);
	bytes[12] = ETHERTYPE >> 8;
	bytes[13] = ETHERTYPE & 255;
	return buf;
}

/* The same buf again and again: a card puts one as soon as it can. */
static int send(void *unused)
{
	struct mcfg_buf *buf = make_frame();
	int error = buf ? 0 : -ENOMEM;

	(void)unused;
	while (!error && n_left > 0) {
		struct network_frame frame = { .bufs = mcfg_buf_share(buf) };

		n_left--;
		error = network_write(card, &frame);
		if (key_gap_ns() && !error)
			error = task_sleep_ns(key_gap_ns());
	}
	mcfg_buf_put(buf);
	return error;
}

static int send_all(uint64_t n)
{
	struct mcfg_task *tasks[MOST_TASKS];
	size_t n_tasks = (size_t)key_tasks();
	int error = 0;

	n_left = n;
	for (size_t i = 0; i < n_tasks && !error; i++)
		error = task_spawn(&tasks[i], NULL, send, NULL);
	return error ? error : task_join(tasks, n_tasks);
}

void card_main_network_frame(unsigned port, struct network_frame *frame)
{
	(void)port;
	(void)frame;
	n_came++;
	if (n_came == WARM)
		ring_begin();
	if (n_came == WARM + (uint64_t)key_n()) {
		ring_end();
		mcfg_waker_wake(&all_came, 0);
	}
}

int card_main_start(struct network *network)
{
	struct mcfg_buf_pool_options options = {
		.name = "card", .n = MOST_TASKS, .block_bytes = 2048, .n_views = 1024
	};
	int error = key_tasks() > MOST_TASKS ? -EINVAL : mcfg_buf_pool_open(&pool, &options);

	if (error)
		return error;
	card = network;
	error = network_wait_carrier(card, true);
	if (!error)
		error = network_start(card);
	if (error || key_what() == WHAT_RECEIVE)
		return error ? error : mcfg_waker_wait(&all_came);
	error = send_all(WARM);
	ring_begin();
	if (!error)
		error = send_all((uint64_t)key_n());
	ring_end();
	return error;
}
