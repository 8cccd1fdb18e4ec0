/* Frames that go by a card of Xen, and that come; by the rules of its protocol, and not. */
#include "xen_card_up.h"

/* ---- frames with headers --------------------------------------------------------------------- */

/* The headers of a segment of TCP over IPv4; what is behind them counts up. */
static void put_tcp4(unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		bytes[i] = (unsigned char)i;
	memcpy(bytes + 12, "\x08\x00\x45\x00\x00\x00\x00\x00\x40\x00\x40\x06", 12);
	bytes[46] = 0x50;
}

/* A frame to be sent. */
static struct network_frame tcp4(size_t len, size_t piece)
{
	struct network_frame frame = frame_of(len, piece);
	unsigned char bytes[70];

	put_tcp4(bytes, sizeof bytes);
	memcpy(mcfg_buf_writable(frame.bufs), bytes, len < sizeof bytes ? len : sizeof bytes);
	frame.checksum = NETWORK_CHECKSUM_MISSING;
	frame.checksum_start = 34;
	frame.checksum_offset = 16;
	return frame;
}

/* ---- receiving ------------------------------------------------------------------------------- */

static unsigned char sample[65536];

static void fill_sample(void)
{
	for (size_t i = 0; i < sizeof sample; i++)
		sample[i] = (unsigned char)(i + i / 256);
}

static void frames_come_up(void **state)
{
	(void)state;
	fill_sample();
	for (unsigned i = 1; i <= 700; i++) { /* more than there are pages */
		back_give(sample, 60 + i, 4096, 0, 0, NULL);
		others_run();
		assert_int_equal(up.n, i);
		assert_int_equal(up.len, 60 + i);
		assert_memory_equal(up.bytes, sample, up.len);
	}
	assert_int_equal(card.seen.rx_frames, 700);
	assert_int_equal(card.seen.rx_dropped, 700); /* nobody took them */
}

/* A burst costs one event, and few notifications. */
static void frames_in_a_burst(void **state)
{
	unsigned before = fake.n_notified;

	(void)state;
	for (unsigned i = 0; i < 100; i++)
		back_give(sample, 60, 4096, 0, 0, NULL);
	others_run();
	assert_int_equal(up.n, 100);
	assert_in_range(fake.n_notified - before, 0, 4);
}

static void frames_of_several_pages(void **state)
{
	(void)state;
	fill_sample();
	back_give(sample, 10000, 4096, 0, 0, NULL);
	others_run();
	assert_int_equal(up.n, 1);
	assert_int_equal(up.n_bufs, 3);
	assert_int_equal(up.len, 10000);
	assert_memory_equal(up.bytes, sample, 10000);
	back_give(sample, 1000, 100, 256, 0, NULL); /* behind room for headers */
	others_run();
	assert_int_equal(up.n_bufs, 10);
	assert_memory_equal(up.bytes, sample, 1000);
}

/* Its second page comes later. */
static void a_frame_that_comes_in_parts(void **state)
{
	struct netif_rx_request first = back_page(), second = back_page();

	(void)state;
	memset(fake.grants[first.gref].page, 1, 60);
	back_piece(&first, 0, NETRXF_more_data, 60);
	back_push(&back.receive, true);
	others_run();
	assert_int_equal(up.n, 0);
	memset(fake.grants[second.gref].page, 2, 60);
	back_piece(&second, 0, 0, 60);
	back_push(&back.receive, true);
	others_run();
	assert_int_equal(up.n, 1);
	assert_int_equal(up.len, 120);
}

static void a_frame_that_lacks_its_checksum(void **state)
{
	unsigned char bytes[100];

	(void)state;
	put_tcp4(bytes, sizeof bytes);
	back_give(bytes, sizeof bytes, 4096, 0, NETRXF_csum_blank | NETRXF_data_validated, NULL);
	others_run();
	assert_int_equal(up.frame.checksum, NETWORK_CHECKSUM_MISSING);
	assert_int_equal(up.frame.checksum_start, 34);
	assert_int_equal(up.frame.checksum_offset, 16);
	assert_int_equal(up.bytes[50], bytes[50]);
	back_give(bytes, sizeof bytes, 4096, 0, NETRXF_data_validated, NULL);
	others_run();
	assert_int_equal(up.frame.checksum, NETWORK_CHECKSUM_RIGHT);
	back_give(bytes, sizeof bytes, 4096, 0, 0, NULL);
	others_run();
	assert_int_equal(up.frame.checksum, NETWORK_CHECKSUM_UNKNOWN);
	assert_int_equal(up.n, 3);
	back_give(bytes, 40, 4096, 0, NETRXF_csum_blank, NULL); /* of what? */
	others_run();
	assert_int_equal(up.n, 3);
	assert_int_equal(card.seen.rx_errors, 1);
}

/* A backend that sends such frames all the same. */
static void a_checksum_that_may_not_lack(void **state)
{
	unsigned char bytes[100];

	(void)state;
	xen_card_accept(&card, 0);
	others_run();
	assert_int_equal(back.n_met, 2);
	put_tcp4(bytes, sizeof bytes);
	back_give(bytes, sizeof bytes, 4096, 0, NETRXF_csum_blank, NULL);
	others_run();
	assert_int_equal(up.frame.checksum, NETWORK_CHECKSUM_UNKNOWN);
	/* in its place was the sum of what comes before; all sum up to what they should */
	assert_int_equal(mcfg_sum_end(mcfg_sum(0, bytes + 34, 66)), mcfg_get_be16(up.bytes + 50));
}

static struct netif_extra_info segments_of(uint16_t bytes, uint8_t type)
{
	struct netif_extra_info extra = { .type = XEN_NETIF_EXTRA_TYPE_GSO };

	extra.u.gso.size = bytes;
	extra.u.gso.type = type;
	return extra;
}

static void a_joined_frame_comes_up(void **state)
{
	struct netif_extra_info extra = segments_of(1448, XEN_NETIF_GSO_TYPE_TCPV4);
	unsigned char bytes[20000];

	(void)state;
	put_tcp4(bytes, sizeof bytes);
	back_give(bytes, sizeof bytes, 4096, 0,
	          NETRXF_csum_blank | NETRXF_data_validated | NETRXF_extra_info, &extra);
	others_run();
	assert_int_equal(up.n, 1);
	assert_int_equal(up.len, sizeof bytes);
	assert_memory_equal(up.bytes, bytes, sizeof bytes);
	assert_int_equal(up.frame.segment_bytes, 1448);
	assert_int_equal(up.frame.segments, NETWORK_OFFLOAD_TCPV4);
	assert_int_equal(up.frame.header_bytes, 54);
	assert_int_equal(fake.n_grants, 2 + XEN_CARD_READY); /* that of the extra message, too */
}

/* What is said of it cannot be: it is dropped, and the next one comes. */
static void joined_frames_that_cannot_be(void **state)
{
	const struct {
		uint16_t flags, bytes;
		uint8_t type;
		size_t len;
	} tries[] = {
		{ NETRXF_csum_blank, 1448, XEN_NETIF_GSO_TYPE_TCPV6, 3000 },
		{ 0, 1448, XEN_NETIF_GSO_TYPE_TCPV4, 3000 },
		{ NETRXF_csum_blank, 1448, XEN_NETIF_GSO_TYPE_TCPV4, 54 },
		{ NETRXF_csum_blank, 1448, XEN_NETIF_GSO_TYPE_TCPV4, 30 },
	};
	unsigned char bytes[3000];

	(void)state;
	put_tcp4(bytes, sizeof bytes);
	for (unsigned i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct netif_extra_info extra = segments_of(tries[i].bytes, tries[i].type);

		back_give(bytes, tries[i].len, 4096, 0,
		          (uint16_t)(tries[i].flags | NETRXF_extra_info), &extra);
		others_run();
		assert_int_equal(card.seen.rx_errors, i + 1);
	}
	assert_int_equal(up.n, 0);
	assert_int_equal(card.link, XEN_CARD_UP);
}

static void frames_that_came_to_harm(void **state)
{
	struct netif_rx_request page;

	(void)state;
	back_give(sample, 13, 4096, 0, 0, NULL);
	page = back_page();
	back_piece(&page, 0, NETRXF_more_data, NETIF_RSP_ERROR);
	page = back_page();
	back_piece(&page, 0, 0, 100);
	page = back_page();
	back_piece(&page, 0, 0, 0);
	back_push(&back.receive, true);
	others_run();
	assert_int_equal(card.seen.rx_errors, 3);
	assert_int_equal(up.n, 0);
	back_give(sample, 65536, 4000, 0, 0, NULL); /* longer than any may be */
	others_run();
	assert_int_equal(card.seen.rx_errors, 4);
	back_give(sample, 65535, 4096, 0, 0, NULL);
	others_run();
	assert_int_equal(up.n, 1);
	assert_int_equal(up.len, 65535);
}

/* ---- sending --------------------------------------------------------------------------------- */

static void frames_are_sent(void **state)
{
	struct back_frame frame;

	(void)state;
	for (unsigned i = 1; i <= 600; i++) {
		assert_int_equal(send_one(NULL), 0);
		assert_true(back_take(&frame));
		assert_int_equal(frame.n, 1);
		assert_int_equal(frame.len, 100);
		assert_int_equal(frame.bytes[99], 7);
		assert_int_equal(frame.flags, 0);
		back_sent(&frame, NETIF_RSP_OKAY);
		back_push(&back.send, false);
		assert_int_equal(bufs.counters.n_free, 64);
	}
	assert_int_equal(card.seen.tx_frames, 600);
	assert_int_equal(card.seen.tx_bytes, 60000);
}

static void frames_in_pieces(void **state)
{
	struct back_frame frame;
	struct network_frame sent = frame_of(1500, 100);

	(void)state;
	assert_int_equal(xen_card_write(&card, &sent), 0);
	assert_null(sent.bufs);
	assert_true(back_take(&frame));
	assert_int_equal(frame.n, 15);
	assert_int_equal(frame.len, 1500);
	back_sent(&frame, NETIF_RSP_OKAY);
	sent = frame_of(1500, 40); /* more pieces than a backend takes: a copy */
	assert_int_equal(xen_card_write(&card, &sent), 0);
	assert_int_equal(bufs.counters.n_free, 64 - 15);
	assert_true(back_take(&frame));
	assert_int_equal(frame.n, 1);
	assert_int_equal(frame.len, 1500);
	assert_int_equal(frame.bytes[1499], 7);
	back_sent(&frame, NETIF_RSP_OKAY);
	back_push(&back.send, false);
}

/* Of several pages, where the toolstack does not trust the backend with ours. */
static void copies_of_large_frames(void **state)
{
	const struct mcfg_buf_pool_options options = { .name = "large",
		                                       .n = 1,
		                                       .block_bytes = 20000 };
	struct network_frame sent = { 0 };
	struct mcfg_buf_pool pool;
	struct back_frame frame;

	xen_card_close(&card);
	fake_set(FRONT "/trusted", "0");
	fake_set(FRONT "/mtu", "9000");
	fake_set(BACK "/state", "2");
	fake_set(FRONT "/state", "1");
	assert_int_equal(xen_card_open(&card, 0, true), 0);
	assert_int_equal(mcfg_buf_pool_open(&pool, &options), 0);
	fill_sample();
	sent.bufs = mcfg_buf_get(&pool);
	memcpy(mcfg_buf_append(sent.bufs, 9014), sample, 9014);
	sent.bufs->next = NULL;
	assert_int_equal(xen_card_write(&card, &sent), 0);
	mcfg_buf_pool_close(&pool); /* it is back already */
	assert_true(back_take(&frame));
	assert_int_equal(frame.n, 3);
	assert_int_equal(frame.len, 9014);
	assert_memory_equal(frame.bytes, sample, 9014);
	back_sent(&frame, NETIF_RSP_OKAY);
	back_push(&back.send, false);
	(void)state;
}

/* A buf of several pages is so many pieces; views of it need not begin with a page. */
static void bufs_that_cross_pages(void **state)
{
	const struct mcfg_buf_pool_options options = { .name = "large",
		                                       .n = 1,
		                                       .block_bytes = 20000 };
	struct network_frame sent = { .checksum = NETWORK_CHECKSUM_MISSING,
		                      .checksum_start = 34,
		                      .checksum_offset = 16,
		                      .segment_bytes = 1448,
		                      .header_bytes = 54,
		                      .segments = NETWORK_OFFLOAD_TCPV4 };
	struct mcfg_buf_pool pool;
	struct back_frame frame;

	(void)state;
	assert_int_equal(mcfg_buf_pool_open(&pool, &options), 0);
	sent.bufs = mcfg_buf_get(&pool);
	put_tcp4(mcfg_buf_append(sent.bufs, 20000) + 4000, 16000);
	mcfg_buf_pull(sent.bufs, 4000);
	sent.bufs->next = NULL;
	assert_int_equal(xen_card_write(&card, &sent), 0);
	assert_true(back_take(&frame));
	assert_int_equal(frame.n, 5); /* 96, 3 * 4096, and the rest */
	assert_int_equal(frame.len, 16000);
	assert_true(frame.has_extra);
	assert_int_equal(frame.extra.type, XEN_NETIF_EXTRA_TYPE_GSO);
	assert_int_equal(frame.extra.u.gso.size, 1448);
	assert_int_equal(frame.extra.u.gso.type, XEN_NETIF_GSO_TYPE_TCPV4);
	assert_int_equal(frame.flags, NETTXF_csum_blank | NETTXF_data_validated | NETTXF_more_data |
	                                  NETTXF_extra_info);
	for (size_t i = 70; i < frame.len; i++)
		assert_int_equal(frame.bytes[i], (unsigned char)i);
	back_sent(&frame, NETIF_RSP_OKAY);
	back_push(&back.send, false);
	mcfg_buf_pool_close(&pool);
}

static void checksums_are_left_to_the_backend(void **state)
{
	struct network_frame sent = tcp4(200, 200);
	struct back_frame frame;

	(void)state;
	assert_int_equal(xen_card_write(&card, &sent), 0);
	assert_true(back_take(&frame));
	assert_int_equal(frame.flags, NETTXF_csum_blank | NETTXF_data_validated);
	back_sent(&frame, NETIF_RSP_OKAY);
	back_push(&back.send, false);
}

/* It would look for the checksum elsewhere. */
static void or_filled_in_where_it_cannot(void **state)
{
	struct network_frame sent = tcp4(200, 37);
	struct back_frame frame;
	uint16_t sum;

	(void)state;
	sent.checksum_start = 40;
	sent.checksum_offset = 100;
	assert_int_equal(xen_card_write(&card, &sent), 0);
	assert_true(back_take(&frame));
	assert_int_equal(frame.flags, 0);
	assert_int_equal(frame.n, 1);
	sum = mcfg_get_be16(frame.bytes + 140);
	memset(frame.bytes + 140, 7, 2); /* as it was */
	assert_int_equal(mcfg_sum_end(mcfg_sum(0, frame.bytes + 40, 160)), sum);
	back_sent(&frame, NETIF_RSP_OKAY);
	back_push(&back.send, false);
}

static void what_it_does_not_take(void **state)
{
	struct network_frame frame = tcp4(1600, 1600);

	(void)state;
	assert_int_equal(xen_card_write(&card, &frame), -EMSGSIZE);
	frame = tcp4(1000, 1000);
	frame.segment_bytes = 500;
	frame.header_bytes = 54;
	frame.segments = NETWORK_OFFLOAD_TCPV6; /* it is of IPv4 */
	assert_int_equal(xen_card_write(&card, &frame), -EINVAL);
	assert_null(frame.bufs);
	assert_int_equal(card.seen.tx_errors, 2);
	assert_int_equal(card.link, XEN_CARD_UP);
}

/* Nothing is dropped: who finds no room waits. Answers come in any order. */
static void without_room_it_waits(void **state)
{
	static struct back_frame frames[64];
	struct mcfg_task *tasks[64];
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < 64; i++)
		assert_int_equal(task_spawn(&tasks[i], NULL, send_one, NULL), 0);
	others_run();
	while (n < 64 && back_take(&frames[n]))
		n++;
	assert_int_equal(n, 64);
	while (n > 0)
		back_sent(&frames[--n], NETIF_RSP_OKAY);
	back_push(&back.send, false);
	assert_int_equal(task_join(tasks, 64), 0);
}

static int send_pieces(void *unused)
{
	struct network_frame frame = frame_of(1020, 60); /* 17 */

	(void)unused;
	return xen_card_write(&card, &frame);
}

static void a_full_ring(void **state)
{
	const struct mcfg_buf_pool_options options = { .name = "test",
		                                       .n = 680,
		                                       .block_bytes = 2048 };
	struct mcfg_task *tasks[40];
	unsigned n_sent = 0;

	(void)state;
	mcfg_buf_pool_close(&bufs);
	assert_int_equal(mcfg_buf_pool_open(&bufs, &options), 0);
	for (size_t i = 0; i < 40; i++)
		assert_int_equal(task_spawn(&tasks[i], NULL, send_pieces, NULL), 0);
	others_run();
	assert_int_equal(*back_word(&back.send, AT_REQUESTS), 15 * 17);
	while (n_sent < 40) {
		n_sent += back_send_all();
		others_run();
	}
	assert_int_equal(task_join(tasks, 40), 0);
	assert_true(card.seen.tx_waits > 0);
	assert_int_equal(card.seen.tx_frames, 40);
	assert_int_equal(bufs.counters.n_free, 680);
	mcfg_buf_pool_close(&bufs);
	assert_int_equal(mcfg_buf_pool_open(&bufs,
	                                    &(struct mcfg_buf_pool_options){
	                                        .name = "test", .n = 64, .block_bytes = 64 }),
	                 0);
}

/* Half of what the backend has is answered before it tells. */
static void few_events_while_sending(void **state)
{
	struct back_frame frame;

	(void)state;
	for (unsigned i = 0; i < 16; i++)
		assert_int_equal(send_one(NULL), 0);
	assert_int_equal(*back_word(&back.send, AT_ANSWERS_EVENT), 1);
	for (unsigned i = 0; i < 16; i++) {
		assert_true(back_take(&frame));
		back_sent(&frame, NETIF_RSP_OKAY);
	}
	back_push(&back.send, false);
	assert_int_equal(bufs.counters.n_free, 64);
}

static void frames_that_it_did_not_send(void **state)
{
	struct network_frame sent = frame_of(200, 100);
	struct back_frame frame;

	(void)state;
	assert_int_equal(xen_card_write(&card, &sent), 0);
	assert_true(back_take(&frame));
	back_answer_id(frame.ids[0], NETIF_RSP_DROPPED);
	back_answer_id(frame.ids[1], NETIF_RSP_ERROR);
	back_push(&back.send, false);
	others_run();
	assert_int_equal(card.seen.tx_errors, 1);
	assert_int_equal(card.link, XEN_CARD_UP);
}

/* Xen has no more grants for us: nothing of what was begun is left. */
static void without_grants(void **state)
{
	struct network_frame sent = frame_of(200, 100);
	size_t before = fake.n_grants;

	(void)state;
	fake.most_grants = before + 1;
	assert_int_equal(xen_card_write(&card, &sent), -ENOSPC);
	assert_int_equal(fake.n_grants, before);
	assert_int_equal(send_one(NULL), 0);
	assert_int_equal(back_send_all(), 1);
	fake.most_grants = FAKE_GRANTS - FAKE_FIRST;
}

int main(void)
{
#define CARD_TEST(test) cmocka_unit_test_setup_teardown(test, open_card, close_card)
	const struct CMUnitTest tests[] = {
		CARD_TEST(frames_come_up),
		CARD_TEST(frames_in_a_burst),
		CARD_TEST(frames_of_several_pages),
		CARD_TEST(a_frame_that_comes_in_parts),
		CARD_TEST(a_frame_that_lacks_its_checksum),
		CARD_TEST(a_checksum_that_may_not_lack),
		CARD_TEST(a_joined_frame_comes_up),
		CARD_TEST(joined_frames_that_cannot_be),
		CARD_TEST(frames_that_came_to_harm),
		CARD_TEST(frames_are_sent),
		CARD_TEST(frames_in_pieces),
		CARD_TEST(copies_of_large_frames),
		CARD_TEST(bufs_that_cross_pages),
		CARD_TEST(checksums_are_left_to_the_backend),
		CARD_TEST(or_filled_in_where_it_cannot),
		CARD_TEST(what_it_does_not_take),
		CARD_TEST(without_room_it_waits),
		CARD_TEST(a_full_ring),
		CARD_TEST(few_events_while_sending),
		CARD_TEST(frames_that_it_did_not_send),
		CARD_TEST(without_grants),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
