/* Buffers: room, slices, sharing, and pools that run empty. */
#include "platform/virtual/time.c"

#include "sched.h"

#include <errno.h>
#include <mcfg/buf.h>
#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

static struct mcfg_buf_pool pool;

static int open_pool(void **state)
{
	struct mcfg_buf_pool_options options = {
		.name = "test", .n = 3, .block_bytes = 100, .headroom_bytes = 20, .n_views = 2
	};

	(void)state;
	return mcfg_buf_pool_open(&pool, &options);
}

static int close_pool(void **state)
{
	(void)state;
	if (pool.counters.n_free != 3 || pool.counters.n_free_views != 2)
		return -1;
	mcfg_buf_pool_close(&pool);
	return 0;
}

static void layers_push_and_pull(void **state)
{
	struct mcfg_buf *buf = mcfg_buf_get(&pool);

	(void)state;
	assert_int_equal(buf->len, 0);
	assert_int_equal(mcfg_buf_headroom(buf), 20);
	assert_int_equal(mcfg_buf_tailroom(buf), 80);
	memcpy(mcfg_buf_append(buf, 4), "text", 4);
	memcpy(mcfg_buf_push(buf, 5), "udp: ", 5);
	memcpy(mcfg_buf_push(buf, 4), "ip: ", 4);
	assert_int_equal(buf->len, 13);
	assert_memory_equal(buf->data, "ip: udp: text", 13);
	assert_int_equal(mcfg_buf_headroom(buf), 11);
	assert_int_equal(mcfg_buf_tailroom(buf), 76);
	assert_memory_equal(mcfg_buf_pull(buf, 4), "ip: ", 4);
	mcfg_buf_trim(buf, 3);
	assert_memory_equal(buf->data, "udp", 3);
	assert_int_equal(mcfg_buf_tailroom(buf), 82);
	mcfg_buf_append(buf, 82);
	mcfg_buf_push(buf, 15);
	assert_int_equal(buf->len, 100);
	mcfg_buf_put(buf);
}

static void slices_share_the_bytes(void **state)
{
	struct mcfg_buf *buf = mcfg_buf_get(&pool), *part, *whole;

	(void)state;
	memcpy(mcfg_buf_append(buf, 10), "0123456789", 10);
	part = mcfg_buf_slice(buf, 3, 4);
	whole = mcfg_buf_share(buf);
	assert_memory_equal(part->data, "3456", 4);
	assert_ptr_equal(whole->data, buf->data);
	assert_null(mcfg_buf_share(buf)); /* no view is left */
	assert_true(mcfg_buf_shared(buf));
	assert_int_equal(mcfg_buf_headroom(part), 0);
	assert_int_equal(mcfg_buf_tailroom(part), 0);
	assert_null(mcfg_buf_writable(part));
	mcfg_buf_put(buf);
	mcfg_buf_put(whole);
	assert_int_equal(pool.counters.n_free, 2);
	assert_ptr_equal(mcfg_buf_writable(part), part->data);
	assert_int_equal(mcfg_buf_headroom(part), 23);
	assert_int_equal(mcfg_buf_tailroom(part), 73);
	mcfg_buf_put(part);
}

static void a_pool_counts(void **state)
{
	struct mcfg_buf *bufs[3];

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_non_null(bufs[i] = mcfg_buf_get(&pool));
	assert_null(mcfg_buf_get(&pool));
	for (size_t i = 0; i < 3; i++)
		mcfg_buf_put(bufs[i]);
	mcfg_buf_put(mcfg_buf_get(&pool));
	assert_int_equal(pool.counters.n_gets, 4);
	assert_int_equal(pool.counters.n_refused, 1);
	assert_int_equal(pool.counters.least_free, 0);
	assert_int_equal(pool.counters.n_free, 3);
}

static int wait_and_put(void *seen)
{
	struct mcfg_buf *buf;
	int error = mcfg_buf_wait(&pool, &buf);

	if (error)
		return error;
	++*(int *)seen;
	assert_int_equal(mcfg_buf_headroom(buf), 20);
	mcfg_buf_put(buf);
	return 0;
}

static void who_waits_gets_what_is_put(void **state)
{
	struct mcfg_buf *bufs[3];
	struct mcfg_task *tasks[3];
	int n_seen = 0;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_non_null(bufs[i] = mcfg_buf_get(&pool));
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(task_spawn(&tasks[i], NULL, wait_and_put, &n_seen), 0);
	task_yield();
	task_cancel(tasks[0]);
	assert_int_equal(task_join(&tasks[0], 1), -ECANCELED);
	assert_int_equal(n_seen, 0);
	mcfg_buf_put(bufs[1]);
	assert_int_equal(task_join(tasks + 1, 2), 0);
	assert_int_equal(n_seen, 2);
	assert_int_equal(pool.counters.n_waits, 3);
	mcfg_buf_put(bufs[0]);
	mcfg_buf_put(bufs[2]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(layers_push_and_pull, open_pool, close_pool),
		cmocka_unit_test_setup_teardown(slices_share_the_bytes, open_pool, close_pool),
		cmocka_unit_test_setup_teardown(a_pool_counts, open_pool, close_pool),
		cmocka_unit_test_setup_teardown(who_waits_gets_what_is_put, open_pool, close_pool),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
