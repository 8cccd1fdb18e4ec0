/*
 * The input is what a hostile card of a virtio machine does, and what is asked of it meanwhile.
 * Whatever it does, each write ends, with what is documented; what comes up says of a frame only
 * what can be, and what was accepted; nothing outside of the memory that the card was given is
 * touched; and all memory is back once it is closed.
 */
#include "../../runtime/platform/virtual/time.c"

#include "fuzz_virtio.h"

#include "../../devices/network/frame_check.c"
#include "../../devices/network/vnet_header.c"
#include "../../devices/virtio/virtio_card.c"
#include "../../devices/virtio/virtio_card_receive.c"
#include "../../devices/virtio/virtio_card_restart.c"
#include "../../devices/virtio/virtio_card_send.c"
#include "../../devices/virtio/virtio_device.c"
#include "../../devices/virtio/virtqueue.c"

#include <assert.h>
#include <mcfg/image.h>

#include "../../runtime/sched.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

const struct mcfg_image mcfg_image = { .name = "fuzz" };

enum { TASKS = 8, BUFS = 32, BUF_BYTES = 2048, KEPT = 4 };

static struct virtio_card card;
static struct mcfg_buf_pool pool;
static bool is_open;
static unsigned accepted;

/* ---- what comes up --------------------------------------------------------------------------- */

static struct network_frame kept[KEPT];
static uint8_t upper; /* what it does with frames */

static size_t look_at(const struct network_frame *frame)
{
	size_t len = 0, sum = 0;

	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next) {
		len += buf->len;
		for (size_t i = 0; i < buf->len; i++)
			sum += buf->data[i];
	}
	fuzz.state += (uint32_t)sum;
	return len;
}

static void came(struct virtio_card *from, struct network_frame *frame)
{
	size_t len = look_at(frame), at = (size_t)frame->checksum_start + frame->checksum_offset;
	struct network_frame *keep = &kept[upper % KEPT];

	assert(from == &card && len >= NETWORK_HEADER_BYTES);
	if (frame->checksum == NETWORK_CHECKSUM_MISSING)
		assert((accepted & NETWORK_OFFLOAD_CHECKSUM) && at + 2 <= len);
	if (frame->checksum == NETWORK_CHECKSUM_RIGHT)
		assert(accepted & NETWORK_OFFLOAD_CHECKSUM);
	if (frame->segment_bytes)
		assert((accepted & frame->segments) && frame->header_bytes <= len);
	if (upper & 16)
		task_yield();
	if (upper & 32 && !keep->bufs) {
		*keep = *frame;
		frame->bufs = NULL;
	}
}

/* ---- what is asked --------------------------------------------------------------------------- */

static struct asked {
	struct mcfg_task *task;
	bool ended;
	uint8_t n, how;
	uint16_t len, start, offset, segment;
} asked[TASKS];

static struct mcfg_buf *make_bufs(const struct asked *one)
{
	struct mcfg_buf *bufs = NULL;

	for (unsigned i = 0; i < one->n % 5u; i++) {
		struct mcfg_buf *buf = mcfg_buf_get(&pool);

		if (!buf)
			break;
		memset(mcfg_buf_append(buf, one->len % BUF_BYTES), 3, one->len % BUF_BYTES);
		buf->next = bufs;
		bufs = buf;
	}
	return bufs;
}

static bool is_documented(int error)
{
	return error == 0 || error == -EMSGSIZE || error == -EINVAL || error == -ENETDOWN ||
	       error == -ENODEV || error == -ECANCELED || error == -ETIMEDOUT;
}

static int write_one(void *argument)
{
	struct asked *one = argument;
	struct network_frame frame = { .bufs = make_bufs(one) };
	uint64_t outer = MCFG_NEVER_NS;
	int error;

	if (one->how & 1) {
		frame.checksum = NETWORK_CHECKSUM_MISSING;
		frame.checksum_start = one->start;
		frame.checksum_offset = one->offset;
	}
	if (one->how & 2) {
		frame.segment_bytes = one->segment;
		frame.header_bytes = 54;
		frame.segments = one->how & 4 ? NETWORK_OFFLOAD_TCPV4 : NETWORK_OFFLOAD_TCPV6;
	}
	if (one->how & 64)
		outer = task_deadline_push(task_now_ns() + MSEC(one->how % 16));
	error = one->how & 32 ? virtio_card_wait_carrier(&card, one->how & 16)
	                      : virtio_card_write(&card, &frame);
	if (one->how & 64)
		task_deadline_pop(outer);
	assert(is_documented(error) && (one->how & 32 || !frame.bufs));
	network_frame_put(&frame);
	one->ended = true;
	return 0;
}

static void join(struct asked *one)
{
	int error = task_join(&one->task, 1);

	assert(error == 0 && one->ended);
	one->task = NULL;
}

static void ask_something(void)
{
	struct asked *one = &asked[fuzz_byte() % TASKS];

	if (one->task && !one->ended)
		return;
	if (one->task)
		join(one);
	*one = (struct asked){ .n = fuzz_byte(), .how = fuzz_byte() };
	one->len = fuzz_16();
	if (one->how & 3) {
		one->start = fuzz_16();
		one->offset = fuzz_byte();
		one->segment = fuzz_16();
	}
	if (is_open && task_spawn(&one->task, NULL, write_one, one))
		one->task = NULL;
}

static void accept_some(void)
{
	unsigned offloads = fuzz_byte() % 16;

	if (!is_open)
		return;
	accepted |= offloads; /* what comes while the card is reset */
	if (virtio_card_accept(&card, offloads) == 0)
		accepted = offloads;
}

/* ---- from its beginning to its end ----------------------------------------------------------- */

static void open_card(void)
{
	fuzz_forget();
	if (is_open)
		return;
	accepted = 0;
	card.came = came;
	is_open = virtio_card_open(&card, "0", true) == 0;
	assert(is_open || !fake.is_open);
}

static void put_kept(void)
{
	for (size_t i = 0; i < KEPT; i++)
		network_frame_put(&kept[i]);
}

static void end_asked(void)
{
	for (size_t i = 0; i < TASKS; i++)
		if (asked[i].task) {
			task_cancel(asked[i].task);
			join(&asked[i]);
		}
}

static void close_card(void)
{
	end_asked();
	put_kept();
	if (!is_open)
		return;
	fake.stuck = false;
	virtio_card_close(&card);
	is_open = false;
	assert(pool.counters.n_free == BUFS && pool.counters.n_free_views == BUFS);
}

static void step(void)
{
	uint8_t what = fuzz_byte();

	switch (what >> 4) {
	case 0:
	case 1:
	case 2: ask_something(); break;
	case 3: upper = fuzz_byte(); break;
	case 4:
		if (is_open)
			virtio_card_start(&card);
		break;
	case 5: accept_some(); break;
	case 6: task_sleep_ns(MSEC(what % 16 + 1)); break;
	case 7:
		if (asked[what % TASKS].task)
			task_cancel(asked[what % TASKS].task);
		break;
	case 8:
		if (what % 4 == 0)
			close_card();
		open_card();
		break;
	case 9: network_frame_put(&kept[what % KEPT]); break;
	default: fuzz_move(what);
	}
	task_yield();
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	return mcfg_unix_events_init() || mcfg_sched_adopt(task_self());
}

/* What the card is, at first. */
static void describe(const uint8_t *data, size_t size)
{
	uint8_t what;

	memset(&fake, 0, sizeof fake);
	fuzz_open(data, size);
	fake.n_devices = 1;
	fake.queue_size = (uint16_t)(1 << fuzz_byte() % 9);
	fake.offers = VIRTIO_VERSION_1 | (uint64_t)fuzz_16();
	what = fuzz_byte();
	fake.offers |= what & 1 ? VIRTIO_EVENT_INDEX : 0;
	fake.offers |= what & 32 ? 0 : VIRTIO_CARD_HAS_STATUS;
	fake.restless = what & 2 && what & 4;
	fake.refuses_queues = what & 8 && what & 16;
	for (size_t i = 0; i < 12; i++)
		fake.config[i] = fuzz_byte();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct mcfg_buf_pool_options options = {
		.name = "fuzz", .n = BUFS, .block_bytes = BUF_BYTES, .n_views = BUFS
	};

	describe(data, size);
	if (mcfg_buf_pool_open(&pool, &options))
		return 0;
	open_card();
	while (fuzz.at < fuzz.end)
		step();
	close_card();
	mcfg_buf_pool_close(&pool);
	assert(dma_bytes == 0 && !fake.is_open);
	return 0;
}
