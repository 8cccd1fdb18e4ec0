/* A disk of a virtio machine, whose device is a task of the test. */
#include "platform/virtual/time.c"

#include "../../devices/virtio/virtio_device.c"
#include "../../devices/virtio/virtio_disk.c"
#include "../../devices/virtio/virtio_disk_end.c"
#include "../../devices/virtio/virtio_disk_request.c"
#include "../../devices/virtio/virtio_disk_transfer.c"
#include "../../devices/virtio/virtqueue.c"

#include <mcfg/image.h>
#include <mcfg/task.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "fake_virtio.h"

#include "sched.h"

const struct mcfg_image mcfg_image = { .name = "test" };

enum { N_SECTORS = 256, SECTOR = 512, N_BUFS = 40 };

/* What the device is, and does. */
static struct {
	unsigned char bytes[N_SECTORS * SECTOR];
	unsigned n_requests, n_flushes, n_discards;
	uint64_t held; /* it does none before so many have come */
	size_t most_parts;
	unsigned char status;       /* it says */
	uint32_t id_more, len_more; /* than is right */
	uint32_t len_less;
	bool silent;
	struct mcfg_task *task;
} disk_device;

static struct virtio_disk disk;
static struct mcfg_buf_pool pool;

/* ---- the device ------------------------------------------------------------------------------ */

static uint32_t transfer(const struct fake_chain *chain, const struct virtio_disk_wire *wire)
{
	unsigned char *at = disk_device.bytes + wire->sector * SECTOR;
	uint32_t written = 0;

	for (size_t i = 1; i + 1 < chain->n; i++) {
		assert_true(at + chain->parts[i].bytes <=
		            disk_device.bytes + sizeof disk_device.bytes);
		if (wire->type == VIRTIO_DISK_READ) {
			memcpy(chain->parts[i].at, at, chain->parts[i].bytes);
			written += chain->parts[i].bytes;
		} else {
			memcpy(at, chain->parts[i].at, chain->parts[i].bytes);
		}
		at += chain->parts[i].bytes;
	}
	return written;
}

static uint32_t serve_one(const struct fake_chain *chain)
{
	struct virtio_disk_wire wire;
	uint32_t written = 0;

	memcpy(&wire, chain->parts[0].at, 16);
	assert_int_equal(chain->parts[0].bytes, 16);
	assert_int_equal(chain->parts[chain->n - 1].bytes, 1);
	disk_device.n_requests++;
	if (chain->n - 2 > disk_device.most_parts)
		disk_device.most_parts = chain->n - 2;
	switch (wire.type) {
	case VIRTIO_DISK_READ:
	case VIRTIO_DISK_WRITE: written = transfer(chain, &wire); break;
	case VIRTIO_DISK_FLUSH: disk_device.n_flushes++; break;
	case VIRTIO_DISK_DISCARD:
		assert_int_equal(chain->parts[1].bytes, 16);
		disk_device.n_discards++;
		break;
	case VIRTIO_DISK_NAME:
		memcpy(chain->parts[1].at, "a-disk\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
		written = 20;
		break;
	default: fail();
	}
	*chain->parts[chain->n - 1].at = disk_device.status;
	return written + 1;
}

static int serve(void *unused)
{
	struct fake_chain chain;
	int error;

	(void)unused;
	while (!(error = mcfg_semaphore_wait(&fake.work))) {
		if (disk_device.silent || (uint16_t)(fake.queues[0].available[1] -
		                                     fake.queues[0].seen) < disk_device.held)
			continue;
		while (fake_next(0, &chain)) {
			uint32_t len = serve_one(&chain);

			fake_use(0, chain.id + disk_device.id_more,
			         len + disk_device.len_more - disk_device.len_less);
		}
		fake_interrupt();
	}
	return error == -ECANCELED ? 0 : error;
}

/* ---- opening --------------------------------------------------------------------------------- */

enum { USUAL = HAS_SEG_MAX | CAN_FLUSH | CAN_DISCARD };

static void describe(uint64_t features, uint32_t seg_max, uint32_t size_max)
{
	memset(&fake, 0, sizeof fake);
	memset(&disk_device, 0, sizeof disk_device);
	fake.n_devices = 1;
	fake.queue_size = 64;
	fake.offers = VIRTIO_VERSION_1 | VIRTIO_EVENT_INDEX | features;
	fake.config[0] = N_SECTORS & 255;
	fake.config[1] = N_SECTORS >> 8;
	mcfg_put_le32(fake.config + SIZE_MAX_AT, size_max);
	mcfg_put_le32(fake.config + SEG_MAX_AT, seg_max);
	mcfg_put_le32(fake.config + DISCARD_AT, 16);
	assert_int_equal(task_spawn(&disk_device.task, NULL, serve, NULL), 0);
}

static int open_pool(void **state)
{
	const struct mcfg_buf_pool_options options = {
		.name = "test", .n = N_BUFS, .block_bytes = 2048, .n_views = 4 * N_BUFS
	};

	(void)state;
	assert_int_equal(dma_bytes, 0);
	return mcfg_buf_pool_open(&pool, &options);
}

/* All memory is back. */
static int close_pool(void **state)
{
	(void)state;
	task_cancel(disk_device.task);
	assert_int_equal(task_join(&disk_device.task, 1), 0);
	assert_int_equal(pool.counters.n_free, N_BUFS);
	assert_int_equal(pool.counters.n_free_views, 4 * N_BUFS);
	mcfg_buf_pool_close(&pool);
	assert_int_equal(dma_bytes, 0);
	assert_false(fake.is_open);
	return 0;
}

static void open_disk(void)
{
	assert_int_equal(virtio_disk_open(&disk, "0"), 0);
}

static struct mcfg_buf *filled(size_t len, unsigned seed)
{
	struct mcfg_buf *buf = mcfg_buf_get(&pool);
	unsigned char *at = mcfg_buf_append(buf, len);

	for (size_t i = 0; i < len; i++)
		at[i] = (unsigned char)(i * 7 + i / 256 + seed);
	return buf;
}

/* `n` bufs of `len` bytes, written and read back. */
static void write_and_read(uint64_t sector, size_t n, size_t len)
{
	struct mcfg_buf *out[N_BUFS / 2], *in[N_BUFS / 2];

	for (size_t i = 0; i < n; i++) {
		out[i] = filled(len, (unsigned)i);
		in[i] = filled(len, 99);
	}
	assert_int_equal(virtio_disk_transfer(&disk, VIRTIO_DISK_WRITE, sector, out, n), 0);
	assert_int_equal(virtio_disk_transfer(&disk, VIRTIO_DISK_READ, sector, in, n), 0);
	for (size_t i = 0; i < n; i++) {
		assert_memory_equal(in[i]->data, out[i]->data, len);
		assert_memory_equal(disk_device.bytes + sector * SECTOR + i * len, out[i]->data,
		                    len);
		mcfg_buf_put(out[i]);
		mcfg_buf_put(in[i]);
	}
}

static int read_one(void *unused)
{
	struct mcfg_buf *buf = filled(SECTOR, 0);
	int error = virtio_disk_transfer(&disk, VIRTIO_DISK_READ, 3, &buf, 1);

	(void)unused;
	mcfg_buf_put(buf);
	return error;
}

/* ---- by the rules ---------------------------------------------------------------------------- */

static void requests_have_many_pieces(void **state)
{
	(void)state;
	describe(USUAL, 16, 0);
	open_disk();
	write_and_read(1, 1, SECTOR);
	write_and_read(2, 16, SECTOR);
	assert_int_equal(disk_device.n_requests, 4);
	assert_int_equal(disk_device.most_parts, 16);
	virtio_disk_close(&disk);
}

static void requests_that_are_too_large_are_parted(void **state)
{
	(void)state;
	describe(USUAL | HAS_SIZE_MAX, 3, 1025);
	open_disk();
	assert_int_equal(disk.segment_bytes, 1024);
	write_and_read(5, 10, 2048);
	assert_int_equal(disk_device.most_parts, 3);
	assert_int_equal(disk_device.n_requests, 14);
	virtio_disk_close(&disk);
}

static void of_empty_bufs_no_request_is_made(void **state)
{
	struct mcfg_buf *bufs[5];

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	for (size_t i = 0; i < 5; i++)
		bufs[i] = filled(i < 4 ? SECTOR : 0, 0);
	assert_int_equal(virtio_disk_transfer(&disk, VIRTIO_DISK_READ, 0, bufs, 5), 0);
	assert_int_equal(disk_device.n_requests, 1);
	assert_int_equal(virtio_disk_transfer(&disk, VIRTIO_DISK_READ, 0, bufs + 4, 1), 0);
	assert_int_equal(disk_device.n_requests, 1);
	for (size_t i = 0; i < 5; i++)
		mcfg_buf_put(bufs[i]);
	virtio_disk_close(&disk);
}

static void a_disk_of_large_sectors(void **state)
{
	(void)state;
	describe(USUAL | HAS_SECTOR | IS_READ_ONLY, 4, 0);
	mcfg_put_le32(fake.config + SECTOR_AT, 4096);
	open_disk();
	assert_int_equal(disk.info.sector_bytes, 4096);
	assert_int_equal(disk.info.n_sectors, N_SECTORS / 8);
	assert_true(disk.info.read_only);
	assert_false(disk.info.can_discard);
	virtio_disk_close(&disk);
}

static void flushed_and_discarded(void **state)
{
	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	assert_int_equal(virtio_disk_flush(&disk), 0);
	assert_int_equal(disk_device.n_flushes, 1);
	assert_int_equal(virtio_disk_discard(&disk, 0, 40), 0);
	assert_int_equal(disk_device.n_discards, 3); /* 16 sectors at most */
	virtio_disk_close(&disk);
}

static void without_a_cache_there_is_nothing_to_flush(void **state)
{
	(void)state;
	describe(0, 0, 0);
	open_disk();
	assert_int_equal(disk.segments, 1);
	assert_int_equal(virtio_disk_flush(&disk), 0);
	assert_int_equal(disk_device.n_requests, 0);
	write_and_read(0, 4, SECTOR);
	assert_int_equal(disk_device.n_requests, 8);
	virtio_disk_close(&disk);
}

static void found_by_name(void **state)
{
	(void)state;
	describe(USUAL, 4, 0);
	assert_int_equal(virtio_disk_open(&disk, "1"), -ENODEV);
	assert_int_equal(virtio_disk_open(&disk, "a-dis"), -ENODEV);
	assert_int_equal(virtio_disk_open(&disk, "a-disk-more"), -ENODEV);
	assert_int_equal(virtio_disk_open(&disk, "a-disk"), 0);
	virtio_disk_close(&disk);
}

/* More than there is room for in the queue: those that come last wait, none is lost. */
static void many_at_once(void **state)
{
	struct mcfg_task *tasks[30];

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.held = 21; /* 64 entries, 3 for each */
	for (size_t i = 0; i < 30; i++)
		assert_int_equal(task_spawn(&tasks[i], NULL, read_one, NULL), 0);
	task_yield();
	task_yield();
	disk_device.held = 0;
	mcfg_semaphore_post(&fake.work);
	assert_int_equal(task_join(tasks, 30), 0);
	assert_int_equal(disk_device.n_requests, 30);
	virtio_disk_close(&disk);
}

static void a_deadline_leaves_the_request_to_the_disk(void **state)
{
	uint64_t outer;

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.held = 2;
	outer = task_deadline_push(task_now_ns() + SEC(1));
	assert_int_equal(read_one(NULL), -ETIMEDOUT);
	task_deadline_pop(outer);
	assert_int_equal(pool.counters.n_free, N_BUFS - 1); /* the disk has a view */
	disk_device.held = 0;
	mcfg_semaphore_post(&fake.work);
	task_yield();
	task_yield();
	assert_int_equal(pool.counters.n_free, N_BUFS);
	write_and_read(7, 1, SECTOR);
	virtio_disk_close(&disk);
}

/* What is under way when the disk is closed comes back. */
static void closing_ends_what_is_under_way(void **state)
{
	struct mcfg_task *task;

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.silent = true;
	assert_int_equal(task_spawn(&task, NULL, read_one, NULL), 0);
	task_yield();
	virtio_disk_close(&disk);
	assert_int_equal(task_join(&task, 1), -ENODEV);
}

/* ---- not by the rules ------------------------------------------------------------------------ */

static void an_error_is_one(void **state)
{
	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.status = 1;
	assert_int_equal(read_one(NULL), -EIO);
	disk_device.status = 77;
	assert_int_equal(read_one(NULL), -EIO);
	disk_device.status = STATUS_UNKNOWN;
	assert_int_equal(read_one(NULL), -EIO);
	assert_int_equal(virtio_disk_discard(&disk, 0, 1), -EOPNOTSUPP);
	disk_device.status = 0;
	disk_device.len_less = 100; /* it says to have read, and has not */
	assert_int_equal(read_one(NULL), -EIO);
	disk_device.len_less = 0;
	assert_int_equal(read_one(NULL), 0);
	virtio_disk_close(&disk);
}

static void what_breaks_the_rules_is_not_used(void)
{
	struct mcfg_task *tasks[3];

	for (size_t i = 0; i < 3; i++)
		assert_int_equal(task_spawn(&tasks[i], NULL, read_one, NULL), 0);
	assert_int_equal(task_join(tasks, 3), -EIO);
	assert_int_equal(read_one(NULL), -EIO);
	assert_int_equal(virtio_disk_flush(&disk), -EIO);
	virtio_disk_close(&disk);
}

static void a_wrong_id(void **state)
{
	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.id_more = 1;
	what_breaks_the_rules_is_not_used();
}

static void a_length_that_is_too_large(void **state)
{
	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.len_more = 1;
	what_breaks_the_rules_is_not_used();
}

/* It does not stop when it is told to: it may still write to what it has. */
static void it_does_not_even_stop(void **state)
{
	struct mcfg_task *task;

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.silent = true;
	assert_int_equal(task_spawn(&task, NULL, read_one, NULL), 0);
	task_yield();
	fake.stuck = true;
	fake.status |= VIRTIO_NEEDS_RESET;
	fake.device->changed(fake.device);
	assert_int_equal(task_join(&task, 1), -EIO);
	assert_int_equal(pool.counters.n_free, N_BUFS - 1);
	fake.stuck = false;
	virtio_disk_close(&disk);
}

/* ---- lost, and found again ------------------------------------------------------------------- */

/* It says that it cannot go on. */
static void loses_itself(void)
{
	fake.status |= VIRTIO_NEEDS_RESET;
	fake.device->changed(fake.device);
}

/* All that was under way is asked once more, and nobody notices. */
static void after_a_reset_all_is_asked_again(void **state)
{
	struct mcfg_buf *in = filled(2048, 9), *out[2] = { filled(SECTOR, 3), filled(SECTOR, 5) };
	struct mcfg_task *tasks[30];

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	assert_int_equal(virtio_disk_transfer(&disk, VIRTIO_DISK_WRITE, 8, out, 2), 0);
	disk_device.silent = true;
	for (size_t i = 0; i < 30; i++) /* 9 of them wait for room */
		assert_int_equal(task_spawn(&tasks[i], NULL, read_one, NULL), 0);
	task_yield();
	memset(disk.wires, 0x55, MCFG_DMA_PAGE_BYTES); /* it may write there */
	memset(disk.queue.descriptors, 0x55, 64);
	loses_itself();
	assert_int_equal(fake.status, VIRTIO_ACKNOWLEDGE | VIRTIO_DRIVER | VIRTIO_FEATURES_OK |
	                                  VIRTIO_DRIVER_OK);
	disk_device.silent = false;
	mcfg_semaphore_post(&fake.work);
	assert_int_equal(task_join(tasks, 30), 0);
	assert_int_equal(disk_device.n_requests, 31);
	assert_int_equal(virtio_disk_transfer(&disk, VIRTIO_DISK_READ, 8, &in, 1), 0);
	assert_memory_equal(in->data, out[0]->data, SECTOR);
	assert_memory_equal(in->data + SECTOR, out[1]->data, SECTOR);
	mcfg_buf_put(in);
	mcfg_buf_put(out[0]);
	mcfg_buf_put(out[1]);
	virtio_disk_close(&disk);
}

static int discard_one(void *unused)
{
	(void)unused;
	return virtio_disk_discard(&disk, 5, 3);
}

/* What a discard is about is not what the disk left of it. */
static void a_discard_is_asked_again(void **state)
{
	struct fake_chain chain = { 0 };
	struct mcfg_task *task;

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.silent = true;
	assert_int_equal(task_spawn(&task, NULL, discard_one, NULL), 0);
	task_yield();
	memset(disk.wires, 0x55, MCFG_DMA_PAGE_BYTES);
	loses_itself();
	assert_true(fake_next(0, &chain));
	assert_int_equal(mcfg_get_le32(chain.parts[0].at), VIRTIO_DISK_DISCARD);
	assert_int_equal(mcfg_get_le64(chain.parts[1].at), 5);
	assert_int_equal(mcfg_get_le32(chain.parts[1].at + 8), 3);
	*chain.parts[2].at = 0;
	fake_use(0, chain.id, 1);
	fake_interrupt();
	assert_int_equal(task_join(&task, 1), 0);
	virtio_disk_close(&disk);
}

/* Nobody waits for it any more: it is not asked again, and its buf is free. */
static void what_was_left_is_not_asked_again(void **state)
{
	uint64_t outer;

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.silent = true;
	outer = task_deadline_push(task_now_ns() + SEC(1));
	assert_int_equal(read_one(NULL), -ETIMEDOUT);
	task_deadline_pop(outer);
	loses_itself();
	assert_int_equal(pool.counters.n_free, N_BUFS);
	assert_int_equal(disk.queue.n_chains, 0);
	virtio_disk_close(&disk);
}

static void another_disk_is_none(void **state)
{
	struct mcfg_task *task;

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.silent = true;
	assert_int_equal(task_spawn(&task, NULL, read_one, NULL), 0);
	task_yield();
	fake.config[0]--; /* it has become smaller */
	loses_itself();
	assert_int_equal(task_join(&task, 1), -EIO);
	assert_int_equal(read_one(NULL), -EIO);
	assert_int_equal(fake.status, 0);
	virtio_disk_close(&disk);
}

static void other_features_are_another_disk(void **state)
{
	struct mcfg_task *task;

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	disk_device.silent = true;
	assert_int_equal(task_spawn(&task, NULL, read_one, NULL), 0);
	task_yield();
	fake.offers &= ~(uint64_t)CAN_FLUSH;
	loses_itself();
	assert_int_equal(task_join(&task, 1), -EIO);
	virtio_disk_close(&disk);
}

/* One that is lost again and again, and does nothing between, is given up. */
static void a_disk_that_is_always_lost(void **state)
{
	struct mcfg_task *task;

	(void)state;
	describe(USUAL, 4, 0);
	open_disk();
	for (unsigned i = 0; i < 10; i++) {
		loses_itself();
		assert_int_equal(read_one(NULL), 0);
	}
	disk_device.silent = true;
	assert_int_equal(task_spawn(&task, NULL, read_one, NULL), 0);
	task_yield();
	for (unsigned i = 0; i < 4; i++) {
		assert_false(disk.queue.broken);
		loses_itself();
	}
	assert_int_equal(task_join(&task, 1), -EIO);
	virtio_disk_close(&disk);
}

static void it_is_none_of_ours(void **state)
{
	(void)state;
	describe(USUAL, 4, 0);
	fake.offers &= ~VIRTIO_VERSION_1;
	assert_int_equal(virtio_disk_open(&disk, "0"), -EPROTONOSUPPORT);
	fake.offers |= VIRTIO_VERSION_1;
	fake.restless = true;
	assert_int_equal(virtio_disk_open(&disk, "0"), -EPROTONOSUPPORT);
	fake.restless = false;
	fake.queue_size = 2;
	assert_int_equal(virtio_disk_open(&disk, "0"), -EPROTONOSUPPORT);
	fake.queue_size = 0;
	assert_int_equal(virtio_disk_open(&disk, "0"), -EPROTONOSUPPORT);
	fake.queue_size = 64;
	memset(fake.config, 0xff, 8);
	assert_int_equal(virtio_disk_open(&disk, "0"), -EPROTONOSUPPORT);
	memset(fake.config, 0, 8);
	fake.offers |= HAS_SIZE_MAX;
	mcfg_put_le32(fake.config + SIZE_MAX_AT, 100);
	assert_int_equal(virtio_disk_open(&disk, "0"), -EPROTONOSUPPORT);
}

int main(void)
{
#define DISK_TEST(test) cmocka_unit_test_setup_teardown(test, open_pool, close_pool)
	const struct CMUnitTest tests[] = {
		DISK_TEST(requests_have_many_pieces),
		DISK_TEST(requests_that_are_too_large_are_parted),
		DISK_TEST(of_empty_bufs_no_request_is_made),
		DISK_TEST(a_disk_of_large_sectors),
		DISK_TEST(flushed_and_discarded),
		DISK_TEST(without_a_cache_there_is_nothing_to_flush),
		DISK_TEST(found_by_name),
		DISK_TEST(many_at_once),
		DISK_TEST(a_deadline_leaves_the_request_to_the_disk),
		DISK_TEST(closing_ends_what_is_under_way),
		DISK_TEST(an_error_is_one),
		DISK_TEST(a_wrong_id),
		DISK_TEST(a_length_that_is_too_large),
		DISK_TEST(it_does_not_even_stop),
		DISK_TEST(after_a_reset_all_is_asked_again),
		DISK_TEST(a_discard_is_asked_again),
		DISK_TEST(what_was_left_is_not_asked_again),
		DISK_TEST(another_disk_is_none),
		DISK_TEST(other_features_are_another_disk),
		DISK_TEST(a_disk_that_is_always_lost),
		DISK_TEST(it_is_none_of_ours),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
