/* The link of a card of Xen: made, ended by each side, and made again. */
#include "platform/virtual/time.c"

#include "xen_card_sources.h"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "fake_xen.h"

#include "fake_netback.h"

#include "sched.h"

const struct mcfg_image mcfg_image = { .name = "test" };

static int begin(void **state)
{
	(void)state;
	back_begin();
	return 0;
}

static int open_card(void **state)
{
	begin(state);
	assert_int_equal(xen_card_open(&card, 0, true), 0);
	return 0;
}

static int open_and_start(void **state)
{
	open_card(state);
	xen_card_start(&card);
	others_run();
	assert_int_equal(card.link, XEN_CARD_UP);
	return 0;
}

static int end(void **state)
{
	(void)state;
	back_end();
	assert_int_equal(fake.n_grants, 0);
	assert_int_equal(dma_bytes, 0);
	for (size_t i = 0; i < FAKE_EVENTS; i++)
		assert_null(fake.events[i]);
	return 0;
}

/* All is back. */
static int close_card(void **state)
{
	xen_card_close(&card);
	assert_int_equal(bufs.counters.n_free, 64);
	return end(state);
}

/* ---- what it is ------------------------------------------------------------------------------ */

static void what_it_is(void **state)
{
	static const uint8_t mac[] = { 0, 0x16, 0x3e, 1, 2, 0xa5 };

	(void)state;
	assert_memory_equal(card.info.mac, mac, sizeof mac);
	assert_int_equal(card.info.mtu, 1500);
	assert_int_equal(card.info.offloads,
	                 NETWORK_OFFLOAD_CHECKSUM | NETWORK_OFFLOAD_TCPV4 | NETWORK_OFFLOAD_TCPV6);
	assert_true(xen_card_carrier(&card));
	others_run();
	assert_int_equal(fake.n_grants, 0); /* it is not used yet */
}

static void what_the_backend_is_told(void **state)
{
	(void)state;
	assert_int_equal(xen_card_accept(&card, NETWORK_OFFLOAD_CHECKSUM | NETWORK_OFFLOAD_TCPV4),
	                 0);
	assert_int_equal(xen_card_accept(&card, 8), -EINVAL);
	xen_card_start(&card);
	others_run();
	assert_int_equal(card.link, XEN_CARD_UP);
	assert_string_equal(fake_value(FRONT "/state"), "4");
	assert_int_equal(number_at("request-rx-copy"), 1);
	assert_int_equal(number_at("feature-rx-notify"), 1);
	assert_int_equal(number_at("feature-sg"), 1);
	assert_string_equal(fake_value(FRONT "/feature-no-csum-offload"), "0");
	assert_int_equal(number_at("feature-gso-tcpv4"), 1);
	assert_string_equal(fake_value(FRONT "/feature-gso-tcpv6"), "0");
	assert_true(number_at("event-channel-tx") && number_at("event-channel-rx"));
	assert_int_equal(number_at("event-channel"), 0);
	assert_int_equal(fake.n_grants, 2 + XEN_CARD_READY);
}

static void a_backend_of_few_words(void **state)
{
	(void)state;
	begin(NULL);
	fake_remove(BACK "/feature-sg");
	fake_set(BACK "/feature-gso-tcpv6", "yes");
	fake_set(BACK "/feature-split-event-channels", "2");
	fake_set(FRONT "/mtu", "9000");
	assert_int_equal(xen_card_open(&card, 0, true), 0);
	assert_int_equal(card.info.offloads, NETWORK_OFFLOAD_CHECKSUM);
	assert_int_equal(card.info.mtu, 1500); /* a frame is one page */
	xen_card_start(&card);
	others_run();
	assert_int_equal(number_at("event-channel-tx"), 0);
	assert_true(number_at("event-channel"));
	close_card(NULL);
}

static void what_the_mtu_may_be(void **state)
{
	static const struct {
		const char *text;
		uint16_t mtu;
	} tries[] = { { "9000", 9000 }, { "65521", 65521 }, { "65522", 1500 }, { "67", 1500 },
		      { "68", 68 },     { "-1", 1500 },     { "", 1500 },      { "1e3", 1500 } };

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		begin(NULL);
		fake_set(FRONT "/mtu", tries[i].text);
		assert_int_equal(xen_card_open(&card, 0, true), 0);
		assert_int_equal(card.info.mtu, tries[i].mtu);
		close_card(NULL);
	}
}

static void what_is_no_address(void **state)
{
	static const char *const bad[] = {
		"",
		"0",
		"00:16:3e:01:02",
		"00:16:3e:01:02:",
		"00:16:3e:01:02:0",
		"00:16:3e:01:02:03:04",
		"00:16:3e:01:02:03 ",
		"00-16-3e-01-02-03",
		"00:16:3e:01:02:0g",
		"0:16:3e:01:02:030",
		"01:16:3e:01:02:03",
		"ff:ff:ff:ff:ff:ff",
		"00:00:00:00:00:00",
		"::::::::::::::::::::::::::::::::::::::::::::::::::::::",
	};
	uint8_t mac[NETWORK_MAC_BYTES];

	(void)state;
	assert_true(xen_card_parse_mac("fE:00:aB:01:02:03", mac));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char *copy = strdup(bad[i]); /* so that the sanitizer sees what is read behind it */

		assert_false(xen_card_parse_mac(copy, mac));
		free(copy);
		begin(NULL);
		fake_set(FRONT "/mac", bad[i]);
		assert_int_equal(xen_card_open(&card, 0, true), -EPROTO);
		end(NULL);
	}
}

static void what_cannot_be_opened(void **state)
{
	uint64_t begin_ns = task_now_ns();

	(void)state;
	assert_int_equal(xen_card_open(&card, 1, true), -ENODEV);
	fake_set(BACK "/feature-rx-copy", "0");
	assert_int_equal(xen_card_open(&card, 0, true), -EPROTONOSUPPORT);
	fake_set(BACK "/feature-rx-copy", "1");
	fake_set(BACK "/state", "1");
	assert_int_equal(xen_card_open(&card, 0, true), -ETIMEDOUT);
	assert_in_range(task_now_ns() - begin_ns, SEC(10), SEC(11));
	fake.store_error = -EIO;
	assert_int_equal(xen_card_open(&card, 0, true), -EIO);
	fake.store_error = 0;
	dma_most = 100 * 4096;
	fake_set(BACK "/state", "2");
	assert_int_equal(xen_card_open(&card, 0, true), -ENOMEM);
	dma_most = SIZE_MAX;
}

/* ---- it goes, and comes back ----------------------------------------------------------------- */

static void a_card_that_is_taken_away(void **state)
{
	struct mcfg_task *task;

	(void)state;
	assert_int_equal(send_one(NULL), 0);
	back_detach();
	others_run();
	assert_false(xen_card_carrier(&card));
	assert_int_equal(send_one(NULL), -ENETDOWN);
	assert_int_equal(fake.n_grants, 0);
	assert_int_equal(bufs.counters.n_free, 64);
	assert_int_equal(card.seen.tx_errors, 2); /* the one on its way, and the one refused */
	assert_int_equal(xen_card_wait_carrier(&card, false), 0);

	assert_int_equal(task_spawn(&task, NULL, send_one, NULL), 0);
	assert_int_equal(task_join(&task, 1), -ENETDOWN);
	back_attach();
	assert_int_equal(xen_card_wait_carrier(&card, true), 0);
	assert_int_equal(back.n_met, 2);
	others_run();
	assert_int_equal(send_one(NULL), 0);
	assert_int_equal(back_send_all(), 1);
}

/* Who waits for room is told. */
static void those_who_wait_when_it_goes(void **state)
{
	struct mcfg_task *tasks[40];
	size_t n_failed = 0;

	(void)state;
	for (size_t i = 0; i < XEN_CARD_SENDS / 4; i++)
		assert_int_equal(send_one(NULL), 0);
	back_send_all();
	others_run();
	for (size_t i = 0; i < 40; i++)
		assert_int_equal(task_spawn(&tasks[i], NULL, send_one, NULL), 0);
	others_run();
	back_detach();
	others_run();
	for (size_t i = 0; i < 40; i++)
		n_failed += task_join(&tasks[i], 1) == -ENETDOWN;
	assert_int_equal(bufs.counters.n_free, 64);
	assert_int_equal(n_failed + card.seen.tx_frames, 40 + XEN_CARD_SENDS / 4);
}

static void a_backend_that_has_no_carrier(void **state)
{
	(void)state;
	fake_set(BACK "/carrier", "0");
	others_run();
	assert_false(xen_card_carrier(&card));
	assert_int_equal(send_one(NULL), -ENETDOWN);
	fake_set(BACK "/carrier", "1");
	assert_int_equal(xen_card_wait_carrier(&card, true), 0);
	assert_int_equal(send_one(NULL), 0);
	assert_int_equal(back.n_met, 1);
}

/* It closes, and is there all the same: a driver that was loaded anew. */
static void a_backend_that_begins_anew(void **state)
{
	(void)state;
	fake_set(BACK "/state", "5");
	others_run();
	assert_int_equal(back.n_met, 2);
	assert_true(xen_card_carrier(&card));
	assert_int_equal(send_one(NULL), 0);
	assert_int_equal(back_send_all(), 1);
}

static void offloads_that_are_accepted_later(void **state)
{
	(void)state;
	assert_string_equal(fake_value(FRONT "/feature-no-csum-offload"), "1");
	assert_int_equal(send_one(NULL), 0);
	assert_int_equal(xen_card_accept(&card, NETWORK_OFFLOAD_CHECKSUM), 0);
	assert_int_equal(send_one(NULL), 0);
	others_run();
	assert_true(xen_card_carrier(&card));
	assert_int_equal(back.n_met, 2);
	assert_string_equal(fake_value(FRONT "/feature-no-csum-offload"), "0");
	others_run();
	assert_int_equal(back_send_all(), 2); /* both are sent again */
	assert_int_equal(card.seen.tx_errors, 0);
}

/* Frames that wait for it are not lost when the card is closed before. */
static void offloads_that_come_too_late(void **state)
{
	(void)state;
	assert_int_equal(send_one(NULL), 0);
	assert_int_equal(xen_card_accept(&card, NETWORK_OFFLOAD_CHECKSUM), 0);
}

/* ---- suspension ------------------------------------------------------------------------------ */

/* As another domain: the old backend is gone, and the new one waits. */
static void restore(void)
{
	fake_suspend();
	unmap_ring(&back.send);
	unmap_ring(&back.receive);
	back_attach();
	fake_restore();
	others_run(); /* the drivers are told one after the other */
	fake_resume(true);
	others_run();
}

static void a_restored_card(void **state)
{
	struct back_frame frame;

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		struct network_frame sent = frame_of(100 + i, 2048);

		assert_int_equal(xen_card_write(&card, &sent), 0);
	}
	assert_true(back_take(&frame));
	back_sent(&frame, NETIF_RSP_OKAY);
	back_push(&back.send, false);
	restore();
	assert_true(xen_card_carrier(&card));
	assert_int_equal(back.n_met, 2);
	for (unsigned i = 1; i < 4; i++) { /* in their order */
		assert_true(back_take(&frame));
		assert_int_equal(frame.len, 100 + i);
		back_sent(&frame, NETIF_RSP_OKAY);
	}
	assert_false(back_take(&frame));
	back_push(&back.send, false);
	others_run();
	assert_int_equal(card.seen.tx_errors, 0);
	assert_int_equal(fake.n_grants, 2 + XEN_CARD_READY);
}

static void a_card_that_is_restored_before_its_use(void **state)
{
	(void)state;
	restore();
	assert_int_equal(back.n_met, 0);
	assert_int_equal(send_one(NULL), 0);
	assert_int_equal(back.n_met, 1);
	assert_int_equal(back_send_all(), 1);
}

static void a_suspension_that_is_called_off(void **state)
{
	(void)state;
	assert_int_equal(send_one(NULL), 0);
	fake_suspend();
	others_run();
	fake_resume(false);
	others_run();
	assert_int_equal(back.n_met, 1);
	assert_int_equal(back_send_all(), 1);
}

/* It is closed before anybody says how the suspension ended. */
static void a_suspension_without_an_end(void **state)
{
	(void)state;
	fake_suspend();
	fake_set(BACK "/state", "5");
	others_run();
	assert_int_equal(back.n_met, 1);
}

/* ---- a backend that does not let go ---------------------------------------------------------- */

static void a_backend_that_does_not_answer(void **state)
{
	uint64_t begin_ns = task_now_ns();

	(void)state;
	back.is_dead = true;
	xen_card_close(&card);
	assert_in_range(task_now_ns() - begin_ns, SEC(5), SEC(10));
	assert_int_equal(fake.n_grants, 2); /* its rings: their pages are never used again */
	assert_int_equal(dma_bytes, 32 * 4096 + 2 * 4096); /* and our own pool */
}

int main(void)
{
#define CARD_TEST(test)    cmocka_unit_test_setup_teardown(test, open_card, close_card)
#define STARTED_TEST(test) cmocka_unit_test_setup_teardown(test, open_and_start, close_card)
	const struct CMUnitTest tests[] = {
		CARD_TEST(what_it_is),
		CARD_TEST(what_the_backend_is_told),
		cmocka_unit_test(a_backend_of_few_words),
		cmocka_unit_test(what_the_mtu_may_be),
		cmocka_unit_test(what_is_no_address),
		cmocka_unit_test_setup_teardown(what_cannot_be_opened, begin, end),
		STARTED_TEST(a_card_that_is_taken_away),
		STARTED_TEST(those_who_wait_when_it_goes),
		STARTED_TEST(a_backend_that_has_no_carrier),
		STARTED_TEST(a_backend_that_begins_anew),
		STARTED_TEST(offloads_that_are_accepted_later),
		STARTED_TEST(offloads_that_come_too_late),
		STARTED_TEST(a_restored_card),
		CARD_TEST(a_card_that_is_restored_before_its_use),
		STARTED_TEST(a_suspension_that_is_called_off),
		STARTED_TEST(a_suspension_without_an_end),
		/* the last one: it leaves memory behind */
		cmocka_unit_test_setup_teardown(a_backend_that_does_not_answer, open_and_start,
		                                NULL),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
