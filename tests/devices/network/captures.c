/* Sends frames of many lengths, one after the other, and says how many came. */
#include <mcfg/keys.h>
#include <mcfg/network.h>
#include <mcfg/task.h>

#include <stdio.h>
#include <string.h>

enum { LEAST = 14, MOST = 1514 };

static struct mcfg_buf_pool pool;
static unsigned n_came;

void captures_main_network_frame(unsigned port, struct network_frame *frame)
{
	(void)port;
	n_came += frame->bufs != NULL;
}

/* The lengths run through all remainders, so that captures end anywhere in a page. */
static int send(struct network *card, unsigned number)
{
	size_t len = LEAST + number * 97u % (MOST - LEAST + 1);
	struct network_frame frame = { 0 };
	unsigned char *bytes;
	int error = mcfg_buf_wait(&pool, &frame.bufs);

	if (error)
		return error;
	bytes = mcfg_buf_append(frame.bufs, len);
	memset(bytes, (int)(number & 0xff), len);
	memset(bytes, 0xff, NETWORK_MAC_BYTES);
	bytes[12] = 0x88; /* an experiment of one's own: IEEE 802, 9.2.3 */
	bytes[13] = 0xb5;
	return network_write(card, &frame);
}

int captures_main_start(struct network *near, struct network *far)
{
	struct mcfg_buf_pool_options options = { .name = "captures", .n = 8, .block_bytes = MOST };
	int error = mcfg_buf_pool_open(&pool, &options);

	if (!error)
		error = network_start(far);
	for (unsigned i = 0; i < key_frames() && !error; i++) {
		error = send(near, i);
		if (!error && key_pause_ns() > 0)
			error = task_sleep_ns(key_pause_ns());
	}
	if (!error)
		error = task_sleep_ns(MSEC(10));
	printf("%u came\n", n_came);
	return error;
}
