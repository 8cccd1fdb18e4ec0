/* A card of a virtio machine, whose device is the test. */
#include "platform/virtual/time.c"

#include "../../devices/network/frame_check.c"
#include "../../devices/network/vnet_header.c"
#include "../../devices/virtio/virtio_card.c"
#include "../../devices/virtio/virtio_card_receive.c"
#include "../../devices/virtio/virtio_card_restart.c"
#include "../../devices/virtio/virtio_card_send.c"
#include "../../devices/virtio/virtio_device.c"
#include "../../devices/virtio/virtqueue.c"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "fake_virtio.h"

#include "sched.h"

const struct mcfg_image mcfg_image = { .name = "test" };

static struct virtio_card card;
static struct mcfg_buf_pool pool;

/* What came up last. */
static struct {
	unsigned n;
	size_t len, n_bufs;
	unsigned char bytes[8192];
	enum network_checksum checksum;
	uint16_t segment_bytes;
	enum network_offload segments;
} up;

/* What stands before each frame that comes, but for its number of bufs. */
static unsigned char vnet[VNET_HEADER_BYTES];

static void note(struct virtio_card *from, struct network_frame *frame)
{
	(void)from;
	up.n++;
	up.len = up.n_bufs = 0;
	up.checksum = frame->checksum;
	up.segment_bytes = frame->segment_bytes;
	up.segments = frame->segments;
	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next) {
		memcpy(up.bytes + up.len, buf->data, buf->len);
		up.len += buf->len;
		up.n_bufs++;
	}
}

static int open_card(void **state)
{
	const struct mcfg_buf_pool_options options = { .name = "test",
		                                       .n = 16,
		                                       .block_bytes = 2048 };
	static const unsigned char mac[] = { 2, 1, 2, 3, 4, 5 };

	(void)state;
	memset(&fake, 0, sizeof fake);
	memset(&up, 0, sizeof up);
	memset(vnet, 0, sizeof vnet);
	assert_int_equal(dma_bytes, 0);
	assert_int_equal(mcfg_buf_pool_open(&pool, &options), 0);
	fake.n_devices = 1;
	fake.queue_size = 8;
	fake.offers = VIRTIO_VERSION_1 | VIRTIO_EVENT_INDEX | USUAL | OFFLOADS;
	memcpy(fake.config + MAC, mac, sizeof mac);
	fake.config[STATUS] = STATUS_ON;
	mcfg_put_le16(fake.config + MTU, 1500);
	card.came = note;
	assert_int_equal(virtio_card_open(&card, "0", true), 0);
	virtio_card_start(&card);
	task_yield();
	task_yield();
	return 0;
}

/* All memory is back. */
static int close_card(void **state)
{
	(void)state;
	virtio_card_close(&card);
	assert_int_equal(pool.counters.n_free, 16);
	mcfg_buf_pool_close(&pool);
	assert_int_equal(dma_bytes, 0);
	assert_false(fake.is_open);
	return 0;
}

static void others_run(void)
{
	for (int i = 0; i < 8; i++)
		task_yield();
}

/* ---- receiving ------------------------------------------------------------------------------- */

/* The card writes a frame of `len` bytes into as many bufs as it needs, and says that they are n.
 */
static void receive(size_t len, uint16_t n, uint16_t said)
{
	struct fake_chain chain;
	size_t at = 0;

	for (uint16_t i = 0; i < n; i++) {
		size_t head = i == 0 ? VNET_HEADER_BYTES : 0, part;

		assert_true(fake_next(VIRTIO_CARD_RECEIVE, &chain));
		assert_int_equal(chain.n, 1);
		if (i == 0) {
			memcpy(chain.parts[0].at, vnet, VNET_HEADER_BYTES);
			mcfg_put_le16(chain.parts[0].at + N_BUFS_AT, said);
		}
		part = chain.parts[0].bytes - head;
		part = len - at < part ? len - at : part;
		for (size_t j = 0; j < part; j++)
			chain.parts[0].at[head + j] = (unsigned char)(at + j);
		at += part;
		fake_use(VIRTIO_CARD_RECEIVE, chain.id, (uint32_t)(head + part));
	}
	fake_interrupt();
	others_run();
}

static void what_it_is(void **state)
{
	(void)state;
	assert_int_equal(card.info.mac[5], 5);
	assert_int_equal(card.info.mtu, 1500);
	assert_int_equal(card.info.offloads,
	                 NETWORK_OFFLOAD_CHECKSUM | NETWORK_OFFLOAD_TCPV4 | NETWORK_OFFLOAD_TCPV6);
	assert_true(virtio_card_carrier(&card));
}

static void frames_come_up(void **state)
{
	(void)state;
	for (unsigned i = 1; i <= 700; i++) { /* more than there are bufs */
		receive(60 + i, 1, 1);
		assert_int_equal(up.n, i);
		assert_int_equal(up.len, 60 + i);
		assert_int_equal(up.bytes[60], 60);
	}
	assert_int_equal(card.seen.rx_frames, 700);
	assert_int_equal(card.seen.rx_dropped, 700); /* nobody took them */
}

static void a_frame_in_several_bufs(void **state)
{
	(void)state;
	receive(5000, 3, 3);
	assert_int_equal(up.n, 1);
	assert_int_equal(up.len, 5000);
	assert_int_equal(up.n_bufs, 3);
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(up.bytes[i], (unsigned char)i);
}

static void what_is_too_short_is_none(void **state)
{
	(void)state;
	receive(13, 1, 1);
	assert_int_equal(up.n, 0);
	assert_int_equal(card.seen.rx_errors, 1);
	receive(60, 1, 1);
	assert_int_equal(up.n, 1);
}

/* ---- sending --------------------------------------------------------------------------------- */

static int send_one(void *unused)
{
	struct network_frame frame = { .bufs = mcfg_buf_get(&pool) };

	(void)unused;
	memset(mcfg_buf_append(frame.bufs, 100), 7, 100);
	return virtio_card_write(&card, &frame);
}

/* The card sends all that it has. */
static unsigned send_all(void)
{
	struct fake_chain chain;
	unsigned n = 0;

	while (fake_next(VIRTIO_CARD_SEND, &chain)) {
		assert_int_equal(chain.n, 2);
		assert_int_equal(chain.parts[0].bytes, VNET_HEADER_BYTES);
		assert_int_equal(chain.parts[1].bytes, 100);
		assert_int_equal(chain.parts[1].at[99], 7);
		fake_use(VIRTIO_CARD_SEND, chain.id, 0);
		n++;
	}
	fake_interrupt();
	others_run();
	return n;
}

static void frames_are_sent(void **state)
{
	(void)state;
	assert_int_equal(send_one(NULL), 0);
	assert_int_equal(pool.counters.n_free, 15);
	assert_int_equal(send_all(), 1);
	assert_int_equal(pool.counters.n_free, 16);
	assert_int_equal(card.seen.tx_frames, 1);
	assert_int_equal(card.seen.tx_bytes, 100);
}

/* Nothing is dropped: who finds no room waits. */
static void without_room_it_waits(void **state)
{
	struct mcfg_task *tasks[10];

	(void)state;
	for (size_t i = 0; i < 10; i++)
		assert_int_equal(task_spawn(&tasks[i], NULL, send_one, NULL), 0);
	others_run();
	assert_int_equal(send_all(), 4); /* 8 entries */
	assert_int_equal(send_all(), 4);
	assert_int_equal(send_all(), 2);
	assert_int_equal(task_join(tasks, 10), 0);
	assert_true(card.seen.tx_waits > 0);
	assert_int_equal(card.seen.tx_frames, 10);
}

static void without_carrier_there_is_no_sending(void **state)
{
	(void)state;
	fake.config[STATUS] = 0;
	fake.device->changed(fake.device);
	assert_false(virtio_card_carrier(&card));
	assert_int_equal(send_one(NULL), -ENETDOWN);
	assert_int_equal(virtio_card_wait_carrier(&card, false), 0);
	fake.config[STATUS] = STATUS_ON;
	fake.device->changed(fake.device);
	assert_int_equal(virtio_card_wait_carrier(&card, true), 0);
	assert_int_equal(send_one(NULL), 0);
}

/* ---- offloads of what comes ------------------------------------------------------------------ */

enum { ALL_OFFLOADS = NETWORK_OFFLOAD_CHECKSUM | NETWORK_OFFLOAD_TCPV4 | NETWORK_OFFLOAD_TCPV6 };
enum { GUEST = VIRTIO_CARD_GUEST_CHECKSUM | VIRTIO_CARD_GUEST_TCPV4 | VIRTIO_CARD_GUEST_TCPV6 };

/* A header as the card has it: flags, kind, of segments of 1000 bytes, where the checksum is. */
static void say(uint8_t flags, uint8_t kind, uint16_t start, uint16_t offset)
{
	vnet[FLAGS] = flags;
	vnet[GSO] = kind;
	mcfg_put_le16(vnet + SEGMENT_BYTES, kind ? 1000 : 0);
	mcfg_put_le16(vnet + CHECKSUM_START, start);
	mcfg_put_le16(vnet + CHECKSUM_OFFSET, offset);
}

static void accept_offloads(unsigned offloads, uint64_t features)
{
	fake.offers |= GUEST;
	assert_int_equal(virtio_card_accept(&card, offloads), 0);
	others_run();
	assert_int_equal(fake.features & GUEST, features);
	assert_int_equal(fake.status, VIRTIO_ACKNOWLEDGE | VIRTIO_DRIVER | VIRTIO_FEATURES_OK |
	                                  VIRTIO_DRIVER_OK);
}

static void none_unless_accepted(void **state)
{
	(void)state;
	say(FLAG_NEEDS_CHECKSUM, GSO_NONE, 34, 6);
	receive(100, 1, 1);
	say(FLAG_NEEDS_CHECKSUM, GSO_TCPV4, 34, 16);
	receive(4000, 2, 2);
	assert_int_equal(up.n, 0);
	assert_int_equal(card.seen.rx_errors, 2);
	say(FLAG_DATA_VALID, GSO_NONE, 0, 0);
	receive(100, 1, 1);
	assert_int_equal(up.n, 1);
	assert_int_equal(up.checksum, NETWORK_CHECKSUM_UNKNOWN);
}

static void accepted_by_other_features(void **state)
{
	(void)state;
	receive(100, 1, 1);
	accept_offloads(ALL_OFFLOADS, GUEST);
	say(FLAG_NEEDS_CHECKSUM, GSO_NONE, 34, 6);
	receive(100, 1, 1);
	assert_int_equal(up.n, 2);
	assert_int_equal(up.checksum, NETWORK_CHECKSUM_MISSING);
	say(FLAG_NEEDS_CHECKSUM, GSO_TCPV6, 54, 16);
	receive(6000, 4, 4);
	assert_int_equal(up.n, 3);
	assert_int_equal(up.len, 6000);
	assert_int_equal(up.segment_bytes, 1000);
	assert_int_equal(up.segments, NETWORK_OFFLOAD_TCPV6);
	say(FLAG_DATA_VALID, GSO_NONE, 0, 0);
	receive(100, 1, 1);
	assert_int_equal(up.checksum, NETWORK_CHECKSUM_RIGHT);
	accept_offloads(0, 0);
	receive(100, 1, 1);
	assert_int_equal(up.n, 5);
	assert_int_equal(up.checksum, NETWORK_CHECKSUM_UNKNOWN);
}

static void some_are_accepted(void **state)
{
	(void)state;
	accept_offloads(NETWORK_OFFLOAD_CHECKSUM | NETWORK_OFFLOAD_TCPV4,
	                VIRTIO_CARD_GUEST_CHECKSUM | VIRTIO_CARD_GUEST_TCPV4);
	say(FLAG_NEEDS_CHECKSUM, GSO_TCPV6, 54, 16);
	receive(4000, 2, 2);
	assert_int_equal(up.n, 0);
	accept_offloads(NETWORK_OFFLOAD_TCPV4, 0); /* it stands on the checksum's */
	card.info.offloads = NETWORK_OFFLOAD_CHECKSUM;
	assert_int_equal(virtio_card_accept(&card, NETWORK_OFFLOAD_TCPV4), -EINVAL);
}

/* Nothing comes so: then there is nothing to change. */
static void a_card_without(void **state)
{
	(void)state;
	assert_int_equal(virtio_card_accept(&card, ALL_OFFLOADS), 0);
	assert_int_equal(fake.features & GUEST, 0);
}

static void joined_frames_take_several_bufs(void **state)
{
	(void)state;
	fake.offers &= ~(uint64_t)VIRTIO_CARD_CAN_MERGE;
	card.device.features &= ~(uint64_t)VIRTIO_CARD_CAN_MERGE;
	accept_offloads(ALL_OFFLOADS, VIRTIO_CARD_GUEST_CHECKSUM);
}

/* What it says of a frame cannot be. */
static void headers_that_lie(void **state)
{
	static const struct {
		uint8_t flags, kind;
		uint16_t start, offset;
	} lies[] = {
		{ FLAG_NEEDS_CHECKSUM, GSO_NONE, 13, 6 },
		{ FLAG_NEEDS_CHECKSUM, GSO_NONE, 99, 0 },
		{ FLAG_NEEDS_CHECKSUM, GSO_NONE, 34, 65 },
		{ FLAG_NEEDS_CHECKSUM, GSO_NONE, 65535, 65535 },
		{ FLAG_NEEDS_CHECKSUM, 3, 34, 6 },
		{ FLAG_NEEDS_CHECKSUM, 5, 34, 6 },
		{ FLAG_DATA_VALID, GSO_TCPV4, 34, 6 },
		{ 0, GSO_TCPV4, 34, 6 },
	};

	(void)state;
	accept_offloads(ALL_OFFLOADS, GUEST);
	for (unsigned i = 0; i < sizeof lies / sizeof *lies; i++) {
		say(lies[i].flags, lies[i].kind, lies[i].start, lies[i].offset);
		receive(100, 1, 1);
		assert_int_equal(card.seen.rx_errors, i + 1);
	}
	assert_int_equal(up.n, 0);
}

/* ---- lost, and found again ------------------------------------------------------------------- */

static void loses_itself(void)
{
	fake.status |= VIRTIO_NEEDS_RESET;
	fake.device->changed(fake.device);
	others_run();
}

static int send_numbered(void *number)
{
	struct network_frame frame = { .bufs = mcfg_buf_get(&pool) };

	memset(mcfg_buf_append(frame.bufs, 100), (int)(uintptr_t)number, 100);
	return virtio_card_write(&card, &frame);
}

static void after_a_reset_all_is_sent_again(void **state)
{
	struct mcfg_task *tasks[6];
	struct fake_chain chain;

	(void)state;
	for (size_t i = 0; i < 6; i++) /* two wait for room */
		assert_int_equal(
		    task_spawn(&tasks[i], NULL, send_numbered, (void *)(uintptr_t)(i + 1)), 0);
	others_run();
	memset(card.headers, 0x55, MCFG_DMA_PAGE_BYTES); /* it may write there */
	memset(card.send.descriptors, 0x55, 64);
	loses_itself();
	for (unsigned i = 1; i <= 6; i++) {
		assert_true(fake_next(VIRTIO_CARD_SEND, &chain));
		assert_int_equal(chain.parts[0].at[FLAGS], 0);
		assert_int_equal(chain.parts[1].at[0], i);
		fake_use(VIRTIO_CARD_SEND, chain.id, 0);
		fake_interrupt();
		others_run();
	}
	assert_int_equal(task_join(tasks, 6), 0);
	assert_int_equal(card.seen.tx_errors, 0);
	receive(77, 1, 1);
	assert_int_equal(up.len, 77);
}

static void another_card_is_none(void **state)
{
	(void)state;
	assert_int_equal(send_one(NULL), 0);
	fake.config[MAC + 5]++;
	loses_itself();
	assert_true(card.send.broken && card.receive.broken);
	assert_false(virtio_card_carrier(&card));
	assert_int_equal(send_one(NULL), -ENODEV);
	assert_int_equal(card.seen.tx_errors, 2);
	assert_int_equal(card.info.mac[5], 5);
}

static void a_card_that_is_always_lost(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 10; i++) {
		loses_itself();
		receive(77, 1, 1);
		assert_int_equal(up.n, i + 1);
	}
	for (unsigned i = 0; i < 4; i++) {
		assert_false(card.send.broken);
		loses_itself();
	}
	assert_true(card.send.broken);
	assert_int_equal(virtio_card_accept(&card, 0), -ENODEV);
}

/* ---- not by the rules ------------------------------------------------------------------------ */

static void it_is_not_used(void)
{
	others_run();
	assert_true(card.send.broken && card.receive.broken);
	assert_int_equal(fake.status, 0);
	assert_int_equal(send_one(NULL), -ENODEV);
}

static void a_wrong_id_of_what_came(void **state)
{
	(void)state;
	fake_use(VIRTIO_CARD_RECEIVE, 77, 100);
	fake_interrupt();
	it_is_not_used();
}

static void more_came_than_there_is_room(void **state)
{
	struct fake_chain chain;

	(void)state;
	assert_true(fake_next(VIRTIO_CARD_RECEIVE, &chain));
	fake_use(VIRTIO_CARD_RECEIVE, chain.id, chain.parts[0].bytes + 1);
	fake_interrupt();
	it_is_not_used();
}

static void less_came_than_a_header(void **state)
{
	struct fake_chain chain;

	(void)state;
	assert_true(fake_next(VIRTIO_CARD_RECEIVE, &chain));
	fake_use(VIRTIO_CARD_RECEIVE, chain.id, 11);
	fake_interrupt();
	it_is_not_used();
}

static void bufs_of_a_frame_are_missing(void **state)
{
	(void)state;
	receive(60, 1, 65535);
	assert_int_equal(up.n, 0);
	it_is_not_used();
}

static void a_frame_is_sent_twice(void **state)
{
	struct fake_chain chain;

	(void)state;
	assert_int_equal(send_one(NULL), 0);
	assert_true(fake_next(VIRTIO_CARD_SEND, &chain));
	fake_use(VIRTIO_CARD_SEND, chain.id, 0);
	fake_use(VIRTIO_CARD_SEND, chain.id, 0);
	fake_interrupt();
	it_is_not_used();
}

int main(void)
{
#define CARD_TEST(test) cmocka_unit_test_setup_teardown(test, open_card, close_card)
	const struct CMUnitTest tests[] = {
		CARD_TEST(what_it_is),
		CARD_TEST(frames_come_up),
		CARD_TEST(a_frame_in_several_bufs),
		CARD_TEST(what_is_too_short_is_none),
		CARD_TEST(frames_are_sent),
		CARD_TEST(without_room_it_waits),
		CARD_TEST(without_carrier_there_is_no_sending),
		CARD_TEST(none_unless_accepted),
		CARD_TEST(accepted_by_other_features),
		CARD_TEST(some_are_accepted),
		CARD_TEST(a_card_without),
		CARD_TEST(joined_frames_take_several_bufs),
		CARD_TEST(headers_that_lie),
		CARD_TEST(after_a_reset_all_is_sent_again),
		CARD_TEST(another_card_is_none),
		CARD_TEST(a_card_that_is_always_lost),
		CARD_TEST(a_wrong_id_of_what_came),
		CARD_TEST(more_came_than_there_is_room),
		CARD_TEST(less_came_than_a_header),
		CARD_TEST(bufs_of_a_frame_are_missing),
		CARD_TEST(a_frame_is_sent_twice),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
