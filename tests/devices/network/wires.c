/*
 * Sends numbered frames from the first card to the second, and says what came of them; then one
 * from a card of the hub to the others.
 */
#include <mcfg/endian.h>
#include <mcfg/network.h>
#include <mcfg/task.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { N_FRAMES = 1000, N_BYTES = 100, N_CARDS = 5 };

static struct mcfg_buf_pool pool;
static struct {
	unsigned n, n_twice, n_late, n_wrong, last;
	uint64_t first_ns, last_ns;
	bool seen[N_FRAMES];
} got;
static unsigned hub_got[N_CARDS];

static bool is_right(const unsigned char *frame, unsigned number)
{
	for (size_t i = NETWORK_HEADER_BYTES + 4; i < N_BYTES; i++)
		if (frame[i] != (unsigned char)(number + i))
			return false;
	return number < N_FRAMES;
}

static void receive(const unsigned char *frame)
{
	unsigned number = mcfg_get_be32(frame + NETWORK_HEADER_BYTES);

	got.last_ns = task_now_ns();
	if (got.n++ == 0)
		got.first_ns = got.last_ns;
	if (!is_right(frame, number)) {
		got.n_wrong++;
		return;
	}
	got.n_twice += got.seen[number];
	got.n_late += !got.seen[number] && number < got.last;
	got.seen[number] = true;
	got.last = number;
}

void wires_main_network_frame(unsigned port, struct network_frame *frame)
{
	if (port == 1)
		receive(frame->bufs->data);
	else
		hub_got[port]++;
}

static int send(struct network *card, unsigned number)
{
	struct network_frame frame = { 0 };
	unsigned char *bytes;
	int error = mcfg_buf_wait(&pool, &frame.bufs);

	if (error)
		return error;
	bytes = mcfg_buf_append(frame.bufs, N_BYTES);
	memset(bytes, 0, NETWORK_HEADER_BYTES);
	mcfg_put_be32(bytes + NETWORK_HEADER_BYTES, number);
	for (size_t i = NETWORK_HEADER_BYTES + 4; i < N_BYTES; i++)
		bytes[i] = (unsigned char)(number + i);
	return network_write(card, &frame);
}

static int send_too_much(struct network *card)
{
	struct network_frame frame = { .bufs = mcfg_buf_get(&pool) };

	mcfg_buf_append(frame.bufs, 1515);
	return network_write(card, &frame);
}

int wires_main_start(struct network *one, struct network *two, struct network *a, struct network *b,
                     struct network *c)
{
	struct mcfg_buf_pool_options options = { .name = "wires", .n = 300, .block_bytes = 1600 };
	struct network *cards[N_CARDS] = { one, two, a, b, c };
	struct network_statistics sent;
	struct network_info info;
	int error = mcfg_buf_pool_open(&pool, &options);

	for (size_t i = 0; i < N_CARDS && !error; i++)
		error = network_start(cards[i]);
	for (unsigned i = 0; i < N_FRAMES && !error; i++)
		error = send(one, i);
	if (!error)
		error = task_sleep_ns(SEC(10));
	printf("%u came, %u twice, %u late, %u wrong, in %llu ms\n", got.n, got.n_twice, got.n_late,
	       got.n_wrong, (unsigned long long)((got.last_ns - got.first_ns) / MSEC(1)));
	if (!error)
		error = send(b, 1);
	task_yield();
	task_yield();
	printf("hub: %u %u %u\n", hub_got[2], hub_got[3], hub_got[4]);
	network_info(c, &info);
	printf("mac %02x:%02x, mtu %u\n", info.mac[0], info.mac[5], (unsigned)info.mtu);
	printf("too much: %d\n", send_too_much(one));
	network_statistics(one, &sent);
	printf("%llu sent, %llu refused\n", (unsigned long long)sent.tx_frames,
	       (unsigned long long)sent.tx_errors);
	printf("%u of %u bufs are back\n", (unsigned)pool.counters.n_free, (unsigned)options.n);
	return error;
}
