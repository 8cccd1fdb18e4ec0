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

/* A pool of `n` blocks as devices see it: where each lies, and that nothing of the pool lies there.
 */
static void blocks_fit(size_t n, size_t block_bytes, size_t bytes_expected)
{
	struct mcfg_buf_pool_options options = { .name = "dma",
		                                 .n = n,
		                                 .block_bytes = block_bytes };
	struct mcfg_buf_pool dma;
	struct mcfg_buf **bufs = calloc(n, sizeof *bufs);
	uint64_t base;

	assert_int_equal(mcfg_buf_pool_open(&dma, &options), 0);
	assert_int_equal(dma.memory_bytes, bytes_expected);
	base = mcfg_platform_dma_address(dma.memory);
	assert_int_equal(base % MCFG_DMA_PAGE_BYTES, 0);
	for (size_t i = 0; i < n; i++) {
		uint64_t at;

		bufs[i] = mcfg_buf_get(&dma);
		at = mcfg_buf_device_address(bufs[i]);
		memset(mcfg_buf_append(bufs[i], block_bytes), (int)i, block_bytes);
		assert_int_equal(at % 64, 0);
		assert_true(at >= base && at + block_bytes <= base + dma.memory_bytes);
		if (block_bytes <= MCFG_DMA_PAGE_BYTES)
			assert_int_equal(at / MCFG_DMA_PAGE_BYTES,
			                 (at + block_bytes - 1) / MCFG_DMA_PAGE_BYTES);
		else
			assert_int_equal(at % MCFG_DMA_PAGE_BYTES, 0);
		assert_int_equal(at - base, (uint64_t)(bufs[i]->data - dma.memory));
	}
	assert_true((unsigned char *)dma.blocks + n * sizeof *dma.blocks <= dma.memory ||
	            (unsigned char *)dma.blocks >= dma.memory + dma.memory_bytes);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(bufs[i]->data[0], (unsigned char)i); /* none overlap */
		assert_int_equal(bufs[i]->data[block_bytes - 1], (unsigned char)i);
		mcfg_buf_put(bufs[i]);
	}
	mcfg_buf_pool_close(&dma);
	free(bufs);
}

static void devices_reach_the_blocks(void **state)
{
	(void)state;
	blocks_fit(5, 100, 4096);
	blocks_fit(3, 2048, 2 * 4096);
	blocks_fit(3, 1600, 2 * 4096);
	blocks_fit(4, 4096, 4 * 4096);
	blocks_fit(3, 2049, 3 * 4096);
	blocks_fit(2, 9000, 6 * 4096);
	blocks_fit(64, 64, 4096);
	blocks_fit(65, 64, 2 * 4096);
}

static void no_pool_is_too_large(void **state)
{
	struct mcfg_buf_pool_options options = { .n = SIZE_MAX / 2, .block_bytes = 64 };
	struct mcfg_buf_pool large;

	(void)state;
	assert_int_equal(mcfg_buf_pool_open(&large, &options), -ENOMEM);
	options = (struct mcfg_buf_pool_options){ .n = 4, .block_bytes = SIZE_MAX / 2 };
	assert_int_equal(mcfg_buf_pool_open(&large, &options), -ENOMEM);
	options = (struct mcfg_buf_pool_options){ .n = 4, .block_bytes = SIZE_MAX - 64 };
	assert_int_equal(mcfg_buf_pool_open(&large, &options), -ENOMEM);
}

/* Two blocks of 2048 bytes share a page, those that are longer do not. */
static void who_has_its_pages_for_itself(void **state)
{
	static const size_t bytes[] = { 0, 512, 2048, 2049, 4096, 4097, 65536 };

	(void)state;
	for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
		struct mcfg_buf_pool_options options = { .name = "alone",
			                                 .n = 2,
			                                 .block_bytes = bytes[i] };
		struct mcfg_buf_pool blocks;
		struct mcfg_buf *one, *other;
		uintptr_t last;

		assert_int_equal(mcfg_buf_pool_open(&blocks, &options), 0);
		one = mcfg_buf_get(&blocks);
		other = mcfg_buf_get(&blocks);
		last = (uintptr_t)(one->data < other->data ? one : other)->data +
		       (bytes[i] ? bytes[i] - 1 : 0);
		assert_int_equal(mcfg_buf_alone(one), bytes[i] > 2048);
		assert_int_equal(mcfg_buf_alone(one),
		                 last / MCFG_DMA_PAGE_BYTES !=
		                     (uintptr_t)(one->data < other->data ? other : one)->data /
		                         MCFG_DMA_PAGE_BYTES);
		mcfg_buf_put(one);
		mcfg_buf_put(other);
		mcfg_buf_pool_close(&blocks);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_has_its_pages_for_itself),
		cmocka_unit_test_setup_teardown(layers_push_and_pull, open_pool, close_pool),
		cmocka_unit_test_setup_teardown(slices_share_the_bytes, open_pool, close_pool),
		cmocka_unit_test_setup_teardown(a_pool_counts, open_pool, close_pool),
		cmocka_unit_test_setup_teardown(who_waits_gets_what_is_put, open_pool, close_pool),
		cmocka_unit_test(devices_reach_the_blocks),
		cmocka_unit_test(no_pool_is_too_large),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
