/* The client of the store, against a store that behaves, and against pages that do not. */
#include "platform/virtual/time.c"
#include "platform/xen/store_client.h"

#include "sched.h"

#include <mcfg/image.h>
#include <mcfg/xen/xenbus.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "fake_store.h"

const struct mcfg_image mcfg_image = { .name = "test" };

enum { PORT = 3 };

static struct shared_info shared;

long xen_hypercall(unsigned long number, unsigned long a, unsigned long b, unsigned long c)
{
	(void)b, (void)c;
	if (number == __HYPERVISOR_event_channel_op && a == EVTCHNOP_send)
		mcfg_semaphore_post(&fake.work);
	if (number == __HYPERVISOR_sched_op)
		task_sleep_ns(MSEC(1));
	return 0;
}

static void tell_client(void)
{
	store_client.event.happened(&store_client.event);
}

/* Each test has a store of its own. */
static struct mcfg_task *server;

static void start_server(void)
{
	fake_init(tell_client);
	assert_int_equal(task_spawn(&server, NULL, fake_serve, NULL), 0);
	task_detach(server);
}

/* A page, and nobody at its other end. */
static void open_page(void)
{
	memset(&shared, 0, sizeof shared);
	xen_events_init(&shared);
	memset(&store_client, 0, sizeof store_client);
	store_client.end = &store_client.first;
	fake_init(tell_client);
	xen_store_init(&fake.page, PORT);
}

static int open_store(void **state)
{
	(void)state;
	open_page();
	start_server();
	return 0;
}

static int close_store(void **state)
{
	(void)state;
	assert_null(store_client.first);
	return 0;
}

static void expect_text(const char *path, const char *expected)
{
	char *value = NULL;
	size_t len = 0;

	assert_int_equal(xen_store_read(NULL, path, NULL, &value, &len), 0);
	assert_string_equal(value, expected);
	assert_int_equal(len, strlen(expected));
	free(value);
}

/* ---- values ---------------------------------------------------------------------------------- */

static void values(void **state)
{
	char *value = NULL;
	uint64_t number = 0;

	(void)state;
	assert_int_equal(xen_store_read(NULL, "device", "vif", &value, NULL), -ENOENT);
	assert_int_equal(xen_store_write(NULL, "device", "vif", "seven"), 0);
	expect_text("device/vif", "seven");
	assert_int_equal(xen_store_read_number(NULL, "device", "vif", 10, &number), -EINVAL);
	assert_int_equal(xen_store_print(NULL, "device", "vif", "%u", 4294967295u), 0);
	assert_int_equal(xen_store_read_number(NULL, "device", "vif", UINT32_MAX, &number), 0);
	assert_int_equal(number, UINT32_MAX);
	assert_int_equal(xen_store_read_number(NULL, "device", "vif", UINT32_MAX - 1, &number),
	                 -EINVAL);
	assert_int_equal(xen_store_remove(NULL, "device", "vif"), 0);
	assert_int_equal(xen_store_read(NULL, "device/vif", NULL, &value, NULL), -ENOENT);
	assert_int_equal(xen_store_mkdir(NULL, "x", NULL), -EINVAL);
}

static void numbers_are_digits(void **state)
{
	static const char *const bad[] = { "",
		                           "-1",
		                           "+1",
		                           " 1",
		                           "1 ",
		                           "0x1",
		                           "1e3",
		                           "18446744073709551616",
		                           "99999999999999999999" };
	uint64_t number;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		fake_set("n", bad[i]);
		assert_int_equal(xen_store_read_number(NULL, "n", NULL, UINT64_MAX, &number),
		                 -EINVAL);
	}
	fake_set("n", "18446744073709551615");
	assert_int_equal(xen_store_read_number(NULL, "n", NULL, UINT64_MAX, &number), 0);
	assert_true(number == UINT64_MAX);
	fake_set("n", "007");
	assert_int_equal(xen_store_read_number(NULL, "n", NULL, 7, &number), 0);
}

static void lists_are_sorted(void **state)
{
	static const char *const sorted[] = { "2", "10", "768", "a10", "a2" };
	struct xen_list list;

	(void)state;
	fake_set("device/vbd/768", "");
	fake_set("device/vbd/a2", "");
	fake_set("device/vbd/10", "");
	fake_set("device/vbd/2", "");
	fake_set("device/vbd/a10", "");
	assert_int_equal(xen_store_list(NULL, "device", "vbd", &list), 0);
	assert_int_equal(list.n, 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(list.names[i], sorted[i]);
	xen_list_fini(&list);
	assert_int_equal(xen_store_list(NULL, "nothing", NULL, &list), 0);
	assert_int_equal(list.n, 0);
	xen_list_fini(&list);
}

static void long_ones_are_refused(void **state)
{
	static char text[5000];
	char *value;

	(void)state;
	memset(text, 'x', sizeof text - 1);
	assert_int_equal(xen_store_write(NULL, "a", NULL, text), -ENAMETOOLONG);
	assert_int_equal(xen_store_read(NULL, text, NULL, &value, NULL), -ENAMETOOLONG);
	assert_int_equal(xen_store_print(NULL, "a", NULL, "%256s", "x"), -ENAMETOOLONG);
	text[250] = '\0';
	assert_int_equal(xen_store_write(NULL, "a", NULL, text), 0);
	expect_text("a", text);
}

static void without_a_store(void **state)
{
	struct xen_watch watch = { 0 };
	char *value;

	(void)state;
	xen_store_init(NULL, 0);
	assert_false(xen_store_present());
	assert_int_equal(xen_store_read(NULL, "a", NULL, &value, NULL), -ENODEV);
	assert_int_equal(xen_watch_open(&watch, "a", NULL), -ENODEV);
	assert_int_equal(xen_watch_wait(&watch), -EPIPE);
	xen_watch_close(&watch);
}

/* ---- many tasks ------------------------------------------------------------------------------ */

static int write_and_read(void *argument)
{
	int number = *(int *)argument;
	char path[32], text[256], *value;

	for (int i = 0; i < 20; i++) {
		snprintf(path, sizeof path, "task/%d", number);
		snprintf(text, sizeof text, "%d-%0*d", number, 1 + (i * 37 + number) % 200, i);
		assert_int_equal(xen_store_write(NULL, path, NULL, text), 0);
		assert_int_equal(xen_store_read(NULL, path, NULL, &value, NULL), 0);
		assert_string_equal(value, text);
		free(value);
	}
	return 0;
}

static void run_many(void)
{
	enum { N = 12 };
	struct mcfg_task *tasks[N];
	static int numbers[N];

	for (int i = 0; i < N; i++) {
		numbers[i] = i;
		assert_int_equal(task_spawn(&tasks[i], NULL, write_and_read, &numbers[i]), 0);
	}
	assert_int_equal(task_join(tasks, N), 0);
}

static void tasks_share_the_ring(void **state)
{
	(void)state;
	run_many();
	fake.backwards = true;
	fake.batch = 12; /* all of them, always: each waits for its own answer */
	run_many();
	fake.batch = 1;
	fake.piece = 1;
	run_many();
	fake.piece = 7;
	fake.strays = true;
	run_many();
}

static int read_a(void *argument)
{
	char *value = NULL;
	int error = xen_store_read(NULL, "a", NULL, &value, NULL);

	(void)argument;
	if (!error)
		free(value);
	return error;
}

static void who_gives_up_breaks_nothing(void **state)
{
	uint64_t outer_ns;
	struct mcfg_task *task;

	(void)state;
	fake_set("a", "one");
	fake.batch = 3;
	assert_int_equal(task_spawn(&task, NULL, read_a, NULL), 0);
	task_sleep_ns(SEC(1));
	task_cancel(task);
	assert_int_equal(task_join(&task, 1), -ECANCELED);
	outer_ns = task_deadline_push(task_now_ns() + SEC(1));
	assert_int_equal(xen_store_write(NULL, "b", NULL, "two"), -ETIMEDOUT);
	task_deadline_pop(outer_ns);
	assert_int_equal(read_a(NULL), 0); /* the third: all are answered now */
	fake.batch = 1;
	expect_text("b", "two");
	assert_null(store_client.first);
}

static int begin(void *argument)
{
	struct xen_tx tx;

	(void)argument;
	return xen_tx_begin(&tx);
}

/* Its answer comes too late; the transaction does not stay open. */
static void a_transaction_nobody_waits_for_is_ended(void **state)
{
	struct mcfg_task *task;

	(void)state;
	fake.batch = 2;
	assert_int_equal(task_spawn(&task, NULL, begin, NULL), 0);
	task_sleep_ns(SEC(1));
	task_cancel(task);
	assert_int_equal(task_join(&task, 1), -ECANCELED);
	read_a(NULL);
	fake.batch = 1;
	read_a(NULL);
	assert_int_equal(fake.next_tx, 1);
	assert_int_equal(fake.n_open, 0);
}

/* ---- transactions ---------------------------------------------------------------------------- */

static int n_bodies;

static int write_two(const struct xen_tx *tx, void *argument)
{
	int error;

	n_bodies++;
	error = xen_store_write(tx, "x", NULL, "1");
	if (!error)
		error = xen_store_write(tx, "y", NULL, "2");
	return error ? error : *(int *)argument;
}

static void transactions_are_done_again(void **state)
{
	int result = 0;

	(void)state;
	n_bodies = 0;
	fake.conflicts = 2;
	assert_int_equal(xen_transact(write_two, &result), 0);
	assert_int_equal(n_bodies, 3);
	assert_int_equal(fake.n_open, 0);
	result = -ENOSPC;
	assert_int_equal(xen_transact(write_two, &result), -ENOSPC);
	assert_int_equal(n_bodies, 4);
	assert_int_equal(fake.n_open, 0);
}

/* ---- watches --------------------------------------------------------------------------------- */

static struct xen_watch watch;

static int wait_for_change(void *argument)
{
	(void)argument;
	return xen_watch_wait(&watch);
}

static void watches(void **state)
{
	struct mcfg_task *task;

	(void)state;
	assert_int_equal(xen_watch_open(&watch, "backend", "state"), 0);
	assert_int_equal(xen_watch_wait(&watch), 0); /* at once */
	assert_int_equal(task_spawn(&task, NULL, wait_for_change, NULL), 0);
	task_sleep_ns(SEC(1));
	assert_int_equal(xen_watch_wait(&watch), -EBUSY);
	fake_set("other", "1");
	fake_set("backend/state", "4");
	fake_set("backend/state", "5");
	assert_int_equal(task_join(&task, 1), 0);
	assert_int_equal(xen_store_write(NULL, "backend/state", NULL, "6"), 0);
	assert_int_equal(xen_watch_wait(&watch), 0);
	assert_int_equal(task_spawn(&task, NULL, wait_for_change, NULL), 0);
	task_sleep_ns(SEC(1));
	xen_watch_close(&watch);
	assert_int_equal(task_join(&task, 1), -EPIPE);
	read_a(NULL);
	assert_int_equal(fake.n_watches, 0);
}

/* ---- suspension ------------------------------------------------------------------------------ */

static void after_a_restore_all_goes_on(void **state)
{
	struct xen_tx tx;
	struct mcfg_task *task;

	(void)state;
	assert_int_equal(xen_watch_open(&watch, "control", NULL), 0);
	assert_int_equal(xen_watch_wait(&watch), 0);
	assert_int_equal(xen_tx_begin(&tx), 0);
	xen_store_suspend();
	assert_int_equal(task_spawn(&task, NULL, read_a, NULL), 0);
	task_sleep_ns(SEC(1));
	assert_int_equal(fake.page.req_prod, fake.page.req_cons);
	assert_int_equal(fake.n_watches, 1);

	memset(&shared, 0, sizeof shared);
	xen_events_init(&shared);
	start_server();
	fake_set("a", "new");
	xen_store_resume(&fake.page, PORT + 1, true);
	assert_int_equal(task_join(&task, 1), 0);
	assert_int_equal(xen_store_write(&tx, "a", NULL, "old"), -EAGAIN);
	assert_int_equal(xen_tx_end(&tx, true), -EAGAIN);
	expect_text("a", "new");
	assert_int_equal(fake.n_watches, 1);
	assert_int_equal(xen_watch_wait(&watch), 0);
	xen_watch_close(&watch);
	read_a(NULL);
}

static void what_was_not_answered_is_asked_again(void **state)
{
	struct mcfg_task *task;

	(void)state;
	fake.silent = true;
	assert_int_equal(task_spawn(&task, NULL, read_a, NULL), 0);
	task_sleep_ns(SEC(1));
	xen_store_suspend(); /* gives up after five seconds */
	start_server();
	fake_set("a", "new");
	memset(&shared, 0, sizeof shared);
	xen_events_init(&shared);
	xen_store_resume(&fake.page, PORT, true);
	assert_int_equal(task_join(&task, 1), 0);
}

static void a_suspension_that_was_called_off(void **state)
{
	(void)state;
	fake_set("a", "one");
	xen_store_suspend();
	xen_store_resume(NULL, 0, false);
	assert_int_equal(read_a(NULL), 0);
}

static void the_last_value_goes_out_by_itself(void **state)
{
	(void)state;
	xen_store_write_last("data/status", "7");
	expect_text("data/status", "7");
	fake.silent = true;
	xen_store_write_last("data/status", "8"); /* and does not wait for ever */
	store_release(store_client.first);
	store_client.first = NULL;
	store_client.end = &store_client.first;
}

/* ---- a store that misbehaves ----------------------------------------------------------------- */

static void a_wrong_type_fails_its_request(void **state)
{
	(void)state;
	fake_set("a", "one");
	fake.wrong_type = true;
	assert_int_equal(read_a(NULL), -EPROTO);
	fake.wrong_type = false;
	assert_int_equal(read_a(NULL), 0);
}

static void expect_broken(struct mcfg_task *reader, struct mcfg_task *watcher)
{
	struct mcfg_task *tasks[] = { reader, watcher };

	assert_int_equal(task_join(&tasks[0], 1), -EIO);
	assert_int_equal(task_join(&tasks[1], 1), -EIO);
	assert_int_equal(read_a(NULL), -EIO);
	assert_int_equal(xen_watch_wait(&watch), -EIO);
	xen_watch_close(&watch);
}

static void start_two(struct mcfg_task **reader, struct mcfg_task **watcher)
{
	assert_int_equal(xen_watch_open(&watch, "w", NULL), 0);
	assert_int_equal(xen_watch_wait(&watch), 0);
	fake.silent = true;
	assert_int_equal(task_spawn(reader, NULL, read_a, NULL), 0);
	assert_int_equal(task_spawn(watcher, NULL, wait_for_change, NULL), 0);
	task_sleep_ns(SEC(1));
}

static void indexes_that_cannot_be(void **state)
{
	struct mcfg_task *reader, *watcher;

	(void)state;
	start_two(&reader, &watcher);
	fake.page.rsp_prod += XENSTORE_RING_SIZE + 1;
	tell_client();
	expect_broken(reader, watcher);

	open_store(state);
	start_two(&reader, &watcher);
	fake.page.req_cons += 1;
	assert_int_equal(read_a(NULL), -EIO);
	expect_broken(reader, watcher);
}

static void lengths_that_cannot_be(void **state)
{
	static const struct xsd_sockmsg message = { .type = XS_READ, .len = 4097 };
	struct mcfg_task *reader, *watcher;

	(void)state;
	start_two(&reader, &watcher);
	fake_write(&message, sizeof message);
	tell_client();
	expect_broken(reader, watcher);
}

/* Our own indexes in the page are for the store to read: what is written there is nothing to us. */
static void our_indexes_are_our_own(void **state)
{
	struct mcfg_task *task;

	(void)state;
	fake_set("a", "one");
	fake.batch = 2;
	assert_int_equal(task_spawn(&task, NULL, read_a, NULL), 0);
	task_sleep_ns(SEC(1));
	fake.page.req_prod += 77;
	fake.page.rsp_cons -= 99;
	fake.page.req_prod -= 77;
	assert_int_equal(read_a(NULL), 0);
	assert_int_equal(task_join(&task, 1), 0);
	fake.batch = 1;
}

static uint32_t seed = 1;

static uint32_t random_below(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (uint32_t)((uint64_t)seed * n >> 32);
}

/* A page of noise: headers that almost make sense, indexes that move at random. */
static void scribble(void)
{
	struct xsd_sockmsg header = { .type = random_below(20),
		                      .req_id = random_below(40),
		                      .len = random_below(4200) };

	for (unsigned i = 0; i < XENSTORE_RING_SIZE; i++)
		if (random_below(3) == 0)
			fake.page.rsp[i] = (char)random_below(256);
	for (size_t i = 0; i < sizeof header; i++)
		fake.page.rsp[MASK_XENSTORE_IDX(store_client.ring.rsp_cons + i)] =
		    ((char *)&header)[i];
	fake.page.rsp_prod = store_client.ring.rsp_cons + random_below(XENSTORE_RING_SIZE + 1);
	if (random_below(500) == 0)
		fake.page.rsp_prod = random_below(UINT32_MAX);
	fake.page.req_cons = store_client.ring.req_prod - random_below(100);
}

static void noise_breaks_nothing(void **state)
{
	(void)state;
	assert_null(watch.path);
	for (unsigned round = 0; round < 200; round++) {
		struct mcfg_task *task;

		open_page();
		assert_int_equal(task_spawn(&task, NULL, read_a, NULL), 0);
		task_yield();
		for (unsigned i = 0; i < 200 && !store_client.broken; i++) {
			scribble();
			tell_client();
			assert_true(store_client.got <=
			            sizeof store_client.header + XENSTORE_PAYLOAD_MAX);
		}
		task_cancel(task);
		task_join(&task, 1);
		while (store_client.first)
			store_finish(&store_client.first, -EIO);
	}
}

int main(void)
{
#define STORE_TEST(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)
	const struct CMUnitTest tests[] = {
		STORE_TEST(values),
		STORE_TEST(numbers_are_digits),
		STORE_TEST(lists_are_sorted),
		STORE_TEST(long_ones_are_refused),
		STORE_TEST(without_a_store),
		STORE_TEST(tasks_share_the_ring),
		STORE_TEST(who_gives_up_breaks_nothing),
		STORE_TEST(a_transaction_nobody_waits_for_is_ended),
		STORE_TEST(transactions_are_done_again),
		STORE_TEST(watches),
		STORE_TEST(after_a_restore_all_goes_on),
		STORE_TEST(what_was_not_answered_is_asked_again),
		STORE_TEST(a_suspension_that_was_called_off),
		STORE_TEST(the_last_value_goes_out_by_itself),
		STORE_TEST(a_wrong_type_fails_its_request),
		STORE_TEST(indexes_that_cannot_be),
		STORE_TEST(lengths_that_cannot_be),
		STORE_TEST(our_indexes_are_our_own),
		STORE_TEST(noise_breaks_nothing),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
