/* A backend of a card of Xen that breaks the rules. */
#include "xen_card_up.h"

/* The card is not used any more, and nothing of it is shared. */
static void it_is_left(void)
{
	others_run();
	assert_int_equal(card.link, XEN_CARD_LOST);
	assert_false(xen_card_carrier(&card));
	assert_int_equal(send_one(NULL), -ENODEV);
	assert_int_equal(fake.n_grants, 0);
	assert_string_equal(fake_value(FRONT "/state"), "6");
	assert_int_equal(up.n, 0);
}

static void tell(struct back_ring *ring)
{
	back_push(ring, ring == &back.receive);
	it_is_left();
}

/* ---- what it answers to frames --------------------------------------------------------------- */

static struct back_frame sent_one(void)
{
	static struct back_frame frame;

	assert_int_equal(send_one(NULL), 0);
	assert_true(back_take(&frame));
	return frame;
}

static void an_id_that_there_is_not(void **state)
{
	(void)state;
	sent_one();
	back_answer_id(XEN_CARD_SLOTS, NETIF_RSP_OKAY);
	tell(&back.send);
}

static void an_id_that_is_free(void **state)
{
	struct back_frame frame = sent_one();

	(void)state;
	back_answer_id(frame.ids[0] ^ 1, NETIF_RSP_OKAY);
	tell(&back.send);
}

static void an_answer_that_comes_twice(void **state)
{
	struct back_frame frame;

	(void)state;
	sent_one();
	frame = sent_one();
	back_sent(&frame, NETIF_RSP_OKAY);
	back_sent(&frame, NETIF_RSP_OKAY);
	tell(&back.send);
}

static void an_answer_to_nothing(void **state)
{
	(void)state;
	sent_one();
	back_answer_id(0, NETIF_RSP_NULL);
	tell(&back.send);
}

static void a_status_that_there_is_not(void **state)
{
	struct back_frame frame = sent_one();

	(void)state;
	back_answer_id(frame.ids[0], 2);
	tell(&back.send);
}

static void more_answers_than_requests(void **state)
{
	struct back_frame frame = sent_one();

	(void)state;
	back_sent(&frame, NETIF_RSP_OKAY);
	back.send.answered += 7;
	tell(&back.send);
}

static void an_index_that_goes_back(void **state)
{
	(void)state;
	sent_one();
	*back_word(&back.send, AT_ANSWERS) = UINT32_MAX;
	fake_event(number_at("event-channel-tx"));
	it_is_left();
}

/* Who waits for room is told. */
static void while_others_wait(void **state)
{
	struct mcfg_task *tasks[20];
	size_t n_failed = 0;

	(void)state;
	for (size_t i = 0; i < 20; i++)
		assert_int_equal(task_spawn(&tasks[i], NULL, send_one, NULL), 0);
	others_run();
	assert_int_equal(card.seen.tx_frames, 20);
	back_answer_id(9999, NETIF_RSP_OKAY);
	tell(&back.send);
	for (size_t i = 0; i < 20; i++)
		n_failed += task_join(&tasks[i], 1) != 0;
	assert_int_equal(n_failed, 0);
	assert_int_equal(card.seen.tx_errors, 21);
}

/* ---- what it gives --------------------------------------------------------------------------- */

static void a_page_of_another_id(void **state)
{
	struct netif_rx_request page = back_page();

	(void)state;
	page.id ^= 1;
	back_piece(&page, 0, 0, 100);
	tell(&back.receive);
}

static void more_than_a_page(void **state)
{
	static const struct {
		uint16_t offset;
		int16_t status;
	} tries[] = { { 0, 4097 }, { 4000, 97 }, { 4097, 0 }, { 65535, 1 }, { 65535, 32767 } };

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct netif_rx_request page;

		if (i > 0) {
			close_card(NULL);
			open_card(NULL);
		}
		page = back_page();
		back_piece(&page, tries[i].offset, 0, tries[i].status);
		tell(&back.receive);
	}
}

static void an_extra_message_of_no_kind(void **state)
{
	static const struct netif_extra_info tries[] = {
		{ .type = 0 },
		{ .type = 5 },
		{ .type = 255, .flags = 255 },
		{ .type = XEN_NETIF_EXTRA_TYPE_GSO },
		{ .type = XEN_NETIF_EXTRA_TYPE_GSO, .u.gso = { .size = 0, .type = 1 } },
		{ .type = XEN_NETIF_EXTRA_TYPE_GSO, .u.gso = { .size = 1448, .type = 3 } },
	};
	const unsigned char bytes[100] = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		if (i > 0) {
			close_card(NULL);
			open_card(NULL);
		}
		back_give(bytes, sizeof bytes, 4096, 0, NETRXF_extra_info, &tries[i]);
		it_is_left();
	}
}

static void an_extra_message_in_the_middle(void **state)
{
	struct netif_rx_request page = back_page();

	(void)state;
	back_piece(&page, 0, NETRXF_more_data, 100);
	page = back_page();
	back_piece(&page, 0, NETRXF_extra_info, 100);
	tell(&back.receive);
}

/* They never end, and neither does the frame: no memory is held by that. */
static void extra_messages_without_end(void **state)
{
	const struct netif_extra_info extra = { .type = XEN_NETIF_EXTRA_TYPE_HASH,
		                                .flags = XEN_NETIF_EXTRA_FLAG_MORE };
	struct netif_rx_request page = back_page();

	(void)state;
	back_piece(&page, 0, NETRXF_extra_info, 100);
	for (unsigned i = 0; i < 1000; i++) {
		back_page();
		back_answer(&back.receive, &extra, sizeof extra);
		back_push(&back.receive, true);
		others_run();
	}
	assert_int_equal(card.link, XEN_CARD_UP);
	assert_int_equal(up.n, 0);
}

static void without_end(int16_t piece_bytes, size_t most_kept)
{
	for (unsigned i = 0; i < 1000; i++) {
		struct netif_rx_request page = back_page();

		back_piece(&page, 0, NETRXF_more_data, piece_bytes);
		back_push(&back.receive, true);
		others_run();
		assert_true(card.pool.counters.n_free >=
		            XEN_CARD_BUFS - XEN_CARD_READY - most_kept);
	}
	assert_int_equal(up.n, 0);
}

static void a_frame_without_end(void **state)
{
	(void)state;
	without_end(4096, 17);
}

static void a_frame_of_tiny_pieces(void **state)
{
	(void)state;
	without_end(1, XEN_CARD_PIECES + 1);
}

/* ---- pages that it goes on using ------------------------------------------------------------- */

/* Of a frame that it says it has sent. It lets go late, but in time. */
static int let_go(void *grant)
{
	int error = task_sleep_ns(MSEC(500));

	((struct fake_grant *)grant)->n_used = 0;
	return error;
}

static struct fake_grant *grant_of_buf(const struct mcfg_buf *buf)
{
	for (size_t ref = FAKE_FIRST; ref < FAKE_GRANTS; ref++)
		if (fake.grants[ref].page && buf->data >= fake.grants[ref].page &&
		    buf->data < fake.grants[ref].page + 4096)
			return &fake.grants[ref];
	return NULL;
}

static void a_page_of_a_frame_it_has_sent(void **state)
{
	struct network_frame frame = frame_of(100, 100);
	const struct mcfg_buf *buf = frame.bufs;
	struct back_frame taken;
	struct mcfg_task *task;
	struct fake_grant *grant;

	(void)state;
	assert_int_equal(xen_card_write(&card, &frame), 0);
	assert_true(back_take(&taken));
	grant = grant_of_buf(buf);
	assert_non_null(grant);
	grant->n_used = 1;
	assert_int_equal(task_spawn(&task, NULL, let_go, grant), 0);
	back_sent(&taken, NETIF_RSP_OKAY);
	back_push(&back.send, false);
	others_run();
	assert_int_equal(card.link, XEN_CARD_LOST);
	assert_int_equal(bufs.counters.n_free, 63); /* nobody else may have it yet */
	assert_int_equal(task_join(&task, 1), 0);
	task_sleep_ns(SEC(1));
	assert_int_equal(bufs.counters.n_free, 64);
	it_is_left();
}

static void a_page_that_it_gave_back(void **state)
{
	struct netif_rx_request page = back_page();
	struct mcfg_task *task;

	(void)state;
	fake.grants[page.gref].n_used = 1;
	assert_int_equal(task_spawn(&task, NULL, let_go, &fake.grants[page.gref]), 0);
	back_piece(&page, 0, 0, 100);
	back_push(&back.receive, true);
	others_run();
	assert_int_equal(card.link, XEN_CARD_LOST);
	assert_int_equal(task_join(&task, 1), 0);
	task_sleep_ns(SEC(1));
	it_is_left();
}

/* It never lets go: these pages are its own from now on, and nobody else's. */
static void pages_that_it_keeps(void **state)
{
	struct netif_rx_request page;

	open_card(state);
	page = back_page();
	fake.grants[page.gref].n_used = 1;
	fake.grants[back_page().gref].n_used = 1;
	back_detach();
	task_sleep_ns(SEC(4));
	assert_int_equal(fake.n_grants, 2);
	assert_int_equal(card.n_kept, 2);
	assert_false(xen_card_carrier(&card));
	back_attach(); /* and it goes on without them */
	assert_int_equal(xen_card_wait_carrier(&card, true), 0);
	others_run();
	assert_int_equal(send_one(NULL), 0);
	assert_int_equal(back_send_all(), 1);
	xen_card_close(&card);
	back_end();
	assert_int_equal(fake.n_grants, 2);
	assert_int_equal(dma_bytes, (XEN_CARD_BUFS + XEN_CARD_COPIES) * 4096);
}

int main(void)
{
#define CARD_TEST(test) cmocka_unit_test_setup_teardown(test, open_card, close_card)
	const struct CMUnitTest tests[] = {
		CARD_TEST(an_id_that_there_is_not),
		CARD_TEST(an_id_that_is_free),
		CARD_TEST(an_answer_that_comes_twice),
		CARD_TEST(an_answer_to_nothing),
		CARD_TEST(a_status_that_there_is_not),
		CARD_TEST(more_answers_than_requests),
		CARD_TEST(an_index_that_goes_back),
		CARD_TEST(while_others_wait),
		CARD_TEST(a_page_of_another_id),
		CARD_TEST(more_than_a_page),
		CARD_TEST(an_extra_message_of_no_kind),
		CARD_TEST(an_extra_message_in_the_middle),
		CARD_TEST(extra_messages_without_end),
		CARD_TEST(a_frame_without_end),
		CARD_TEST(a_frame_of_tiny_pieces),
		CARD_TEST(a_page_of_a_frame_it_has_sent),
		CARD_TEST(a_page_that_it_gave_back),
		cmocka_unit_test(pages_that_it_keeps), /* the last one: it leaves memory behind */
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
