/* A disk of a domain of Xen, whose backend is a task of the test. */
#include "platform/virtual/time.c"

#include "../../devices/xen/xen_disk.c"
#include "../../devices/xen/xen_disk_connection.c"
#include "../../devices/xen/xen_disk_make.c"
#include "../../devices/xen/xen_disk_name.c"
#include "../../devices/xen/xen_disk_offer.c"
#include "../../devices/xen/xen_disk_request.c"
#include "../../devices/xen/xen_disk_say.c"
#include "../../devices/xen/xen_disk_transfer.c"
#include "../../devices/xen/xen_finish.c"
#include "../../devices/xen/xen_pages.c"
#include "../../devices/xen/xen_ring.c"
#include "../../devices/xen/xen_ring_grant.c"

#include <mcfg/image.h>
#include <mcfg/task.h>
#include <setjmp.h>

#include <cmocka.h>

#include "fake_vbd.h"

#include "sched.h"

const struct mcfg_image mcfg_image = { .name = "test" };
const struct mcfg_attached mcfg_attached[] = {
	{ "network", "0" }, { "disk", "disk.img" }, { "disk", "other.img" }, { NULL, NULL }
};

enum { N_BUFS = 64 };

static struct xen_disk disk;
static struct mcfg_buf_pool pool, small;
static struct mcfg_task *backend;
static size_t before_bytes;

static int open_all(void **state)
{
	struct mcfg_buf_pool_options options = { .name = "test",
		                                 .n = N_BUFS,
		                                 .block_bytes = 65536 };

	(void)state;
	fake_init();
	vbd_init();
	assert_int_equal(mcfg_buf_pool_open(&pool, &options), 0);
	options.block_bytes = 1024;
	assert_int_equal(mcfg_buf_pool_open(&small, &options), 0);
	before_bytes = dma_bytes;
	disk = (struct xen_disk){ .return_ns = SEC(30) };
	return task_spawn(&backend, NULL, vbd_run, NULL);
}

/* Every grant has ended, all memory is back. */
static int close_all(void **state)
{
	(void)state;
	task_cancel(backend);
	assert_int_equal(task_join(&backend, 1), 0);
	assert_int_equal(fake.n_grants, 0);
	assert_int_equal(dma_bytes, before_bytes);
	assert_int_equal(pool.counters.n_free, N_BUFS);
	assert_int_equal(pool.counters.n_free_views, N_BUFS);
	assert_int_equal(small.counters.n_free, N_BUFS);
	for (size_t i = 0; i < FAKE_WATCHES; i++)
		assert_null(fake.watches[i]);
	for (size_t i = 0; i < FAKE_EVENTS; i++)
		assert_null(fake.events[i]);
	mcfg_buf_pool_close(&pool);
	mcfg_buf_pool_close(&small);
	return 0;
}

static void open_disk(void)
{
	assert_int_equal(xen_disk_open(&disk, "disk.img"), 0);
}

static struct mcfg_buf *filled(struct mcfg_buf_pool *from, size_t skip, size_t len, unsigned seed)
{
	struct mcfg_buf *buf = mcfg_buf_get(from);
	unsigned char *at;

	assert_non_null(buf);
	mcfg_buf_append(buf, skip + len);
	mcfg_buf_pull(buf, skip);
	at = buf->data;
	for (size_t i = 0; i < len; i++)
		at[i] = (unsigned char)(i * 7 + i / 256 + seed);
	return buf;
}

/* `n` bufs of `len` bytes each, written and read back. */
static void write_and_read(struct mcfg_buf_pool *from, uint64_t sector, size_t n, size_t skip,
                           size_t len)
{
	struct mcfg_buf *out[N_BUFS / 2], *in[N_BUFS / 2];

	for (size_t i = 0; i < n; i++) {
		out[i] = filled(from, skip, len, (unsigned)i);
		in[i] = filled(from, skip, len, 99);
	}
	assert_int_equal(xen_disk_transfer(&disk, XEN_DISK_WRITE, sector, out, n), 0);
	assert_int_equal(xen_disk_transfer(&disk, XEN_DISK_READ, sector, in, n), 0);
	for (size_t i = 0; i < n; i++) {
		assert_memory_equal(in[i]->data, out[i]->data, len);
		assert_memory_equal(vbd.bytes + sector * VBD_SECTOR + i * len, out[i]->data, len);
		mcfg_buf_put(out[i]);
		mcfg_buf_put(in[i]);
	}
}

static int read_one(void *unused)
{
	struct mcfg_buf *buf = filled(&pool, 0, VBD_SECTOR, 0);
	int error = xen_disk_transfer(&disk, XEN_DISK_READ, 3, &buf, 1);

	(void)unused;
	mcfg_buf_put(buf);
	return error;
}

/* ---- names and offers ------------------------------------------------------------------------ */

static void numbers_of_names(void **state)
{
	(void)state;
	assert_int_equal(xen_disk_number("xvda"), 51712);
	assert_int_equal(xen_disk_number("xvdp"), 51952);
	assert_int_equal(xen_disk_number("xvdq"), 268439552);
	assert_int_equal(xen_disk_number("xvdaa"), (1 << 28) + 26 * 256);
	assert_int_equal(xen_disk_number("51728"), 51728);
	assert_int_equal(xen_disk_number("768"), 768);
	assert_int_equal(xen_disk_number("767"), 0);
	assert_int_equal(xen_disk_number("xvd"), 0);
	assert_int_equal(xen_disk_number("xvda1"), 0);
	assert_int_equal(xen_disk_number("xvdabcde"), 0);
	assert_int_equal(xen_disk_number("9999999999"), 0);
	assert_int_equal(xen_disk_number("disk.img"), 0);
	assert_int_equal(number_of("disk.img"), 51712);
	assert_int_equal(number_of("other.img"), 51728);
	assert_int_equal(number_of("third.img"), 0);
}

static void what_is_not_there(void **state)
{
	(void)state;
	assert_int_equal(xen_disk_open(&disk, "third.img"), -ENODEV);
	disk = (struct xen_disk){ 0 };
	assert_int_equal(xen_disk_open(&disk, "other.img"), -ENODEV);
	disk = (struct xen_disk){ 0 };
	vbd.silent = true;
	assert_int_equal(xen_disk_open(&disk, "disk.img"), -ETIMEDOUT);
	fake_set(VBD_FRONT "/state", "1");
	fake_set(VBD_BACK "/state", "6");
	disk = (struct xen_disk){ 0 };
	assert_int_equal(xen_disk_open(&disk, "disk.img"), -ENODEV);
}

static void what_makes_no_sense(void **state)
{
	static const struct {
		const char *name, *value;
		int error;
	} offers[] = {
		{ "sector-size", "513", -EPROTONOSUPPORT },
		{ "sector-size", "0", -EPROTONOSUPPORT },
		{ "sector-size", "8192", -EPROTONOSUPPORT },
		{ "sector-size", "", -EPROTO },
		{ "sectors", "-1", -EPROTO },
		{ "sectors", "36028797018963968", -EPROTO },
	};

	(void)state;
	for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
		fake_init();
		vbd_init();
		vbd_offer(offers[i].name, offers[i].value);
		disk = (struct xen_disk){ 0 };
		assert_int_equal(xen_disk_open(&disk, "disk.img"), offers[i].error);
		assert_int_equal(fake.n_grants, 0);
		assert_string_equal(fake_value(VBD_FRONT "/state"), "6");
	}
}

static void offers_that_are_taken(void **state)
{
	(void)state;
	vbd_offer("sector-size", "4096");
	vbd_offer("info", "4");
	vbd_offer("max-ring-page-order", "4");
	vbd_offer("feature-max-indirect-segments", "4294967295");
	vbd_offer("feature-flush-cache", "7");
	open_disk();
	assert_int_equal(disk.info.sector_bytes, 4096);
	assert_int_equal(disk.info.n_sectors, VBD_SECTORS / 8);
	assert_true(disk.info.read_only);
	assert_false(disk.info.can_discard);
	assert_int_equal(vbd.n_pages, XEN_DISK_RING_PAGES);
	assert_int_equal(disk.n_requests, 64);
	assert_int_equal(disk.offer.segments, XEN_DISK_SEGMENTS);
	assert_string_equal(fake_value(VBD_FRONT "/protocol"), XEN_IO_PROTO_ABI_NATIVE);
	assert_string_equal(fake_value(VBD_FRONT "/state"), "4");
	assert_int_equal(xen_disk_flush(&disk), 0);
	assert_int_equal(vbd.n_requests, 0);
	xen_disk_close(&disk);
}

static void read_only_by_mode(void **state)
{
	(void)state;
	vbd_offer("mode", "r");
	open_disk();
	assert_true(disk.info.read_only);
	assert_string_equal(fake_value(VBD_FRONT "/ring-page-order"), "");
	xen_disk_close(&disk);
}

/* ---- transfers ------------------------------------------------------------------------------- */

static void pages_are_lent(void **state)
{
	(void)state;
	open_disk();
	write_and_read(&pool, 1, 1, 0, 4096);
	write_and_read(&pool, 9, 3, 512, 8192); /* beginning in a page, of three pages each */
	assert_int_equal(disk.pages.n, 0);
	assert_int_equal(vbd.most_segments, 9);
	xen_disk_close(&disk);
}

/* Bytes that lie between sectors, and bufs that share their pages. */
static void others_are_copied(void **state)
{
	(void)state;
	open_disk();
	write_and_read(&pool, 1, 2, 40, 4096);
	assert_int_equal(disk.pages.n, 2);
	write_and_read(&small, 100, 8, 0, 1024);
	assert_int_equal(disk.pages.n, 8);
	assert_int_equal(vbd.n_requests, 4);
	xen_disk_close(&disk);
}

static void long_ones_have_lists(void **state)
{
	(void)state;
	vbd_offer("feature-max-indirect-segments", "32");
	open_disk();
	write_and_read(&pool, 0, 2, 0, 65536);
	assert_int_equal(vbd.n_indirect, 2);
	assert_int_equal(vbd.most_segments, 32);
	write_and_read(&pool, 0, 3, 0, 65536);
	assert_int_equal(vbd.n_indirect, 6);
	write_and_read(&pool, 0, 1, 0, 11 * 4096);
	assert_int_equal(vbd.n_indirect, 6);
	xen_disk_close(&disk);
}

/* One call, several requests: all of them are there at once. */
static void long_ones_are_parted(void **state)
{
	(void)state;
	open_disk();
	vbd.held = 6;
	write_and_read(&pool, 0, 4, 0, 65536);
	assert_int_equal(vbd.n_requests, 12);
	assert_int_equal(vbd.most_segments, 11);
	xen_disk_close(&disk);
}

static void sectors_of_a_page(void **state)
{
	(void)state;
	vbd_offer("sector-size", "4096");
	open_disk();
	write_and_read(&pool, 0, 2, 0, 4096);
	write_and_read(&pool, 0, 2, 512, 8192); /* between these sectors: copied */
	assert_int_equal(disk.pages.n, 4);
	xen_disk_close(&disk);
}

static void persistent_ones_are_copied(void **state)
{
	(void)state;
	disk.persistent = true;
	vbd_offer("feature-max-indirect-segments", "256");
	open_disk();
	assert_string_equal(fake_value(VBD_FRONT "/feature-persistent"), "1");
	for (int i = 0; i < 3; i++)
		write_and_read(&pool, 0, 2, 0, 65536);
	assert_int_equal(disk.pages.n, 33);
	assert_int_equal(fake.n_grants, 1 + 33);
	xen_disk_close(&disk);
}

static void flushed_and_discarded(void **state)
{
	(void)state;
	vbd_offer("discard-granularity", "4096");
	vbd_offer("discard-alignment", "1024");
	open_disk();
	assert_int_equal(xen_disk_flush(&disk), 0);
	assert_int_equal(vbd.n_flushes, 1);
	assert_int_equal(xen_disk_discard(&disk, 0, 40), 0);
	assert_int_equal(vbd.first_discarded, 2);
	assert_int_equal(vbd.n_discarded, 32);
	assert_int_equal(xen_disk_discard(&disk, 10, 8), 0);
	assert_int_equal(vbd.first_discarded, 10);
	assert_int_equal(vbd.n_discarded, 8);
	assert_int_equal(xen_disk_discard(&disk, 11, 14), 0); /* no unit in it */
	assert_int_equal(vbd.n_discards, 2);
	vbd.status = BLKIF_RSP_EOPNOTSUPP;
	assert_int_equal(xen_disk_discard(&disk, 0, 40), -EOPNOTSUPP);
	xen_disk_close(&disk);
}

static void flushed_by_a_barrier(void **state)
{
	(void)state;
	vbd_offer("feature-flush-cache", "0");
	vbd_offer("feature-barrier", "1");
	open_disk();
	assert_int_equal(xen_disk_flush(&disk), 0);
	assert_int_equal(vbd.n_barriers, 1);
	vbd.status = BLKIF_RSP_ERROR;
	assert_int_equal(xen_disk_flush(&disk), -EIO);
	vbd.status = BLKIF_RSP_EOPNOTSUPP; /* there is nothing that it could flush */
	assert_int_equal(xen_disk_flush(&disk), 0);
	assert_int_equal(xen_disk_flush(&disk), 0);
	assert_int_equal(vbd.n_barriers, 3);
	xen_disk_close(&disk);
}

/* ---- many, and too many ---------------------------------------------------------------------- */

static void spawn(struct mcfg_task **tasks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert_int_equal(task_spawn(&tasks[i], NULL, read_one, NULL), 0);
}

/* More than there are slots: those that come last wait, none is lost, and the backend is notified
 * once for those that come together. */
static void many_at_once(void **state)
{
	struct mcfg_task *tasks[50];

	(void)state;
	open_disk();
	vbd.held = 33;
	spawn(tasks, 50);
	task_sleep_ns(MSEC(5));
	assert_int_equal(fake.n_notified, 1);
	vbd.held = 0;
	assert_int_equal(task_join(tasks, 50), 0);
	assert_int_equal(vbd.n_requests, 50);
	assert_in_range(fake.n_notified, 2, 4);
	xen_disk_close(&disk);
}

static void grants_and_pages_are_waited_for(void **state)
{
	struct mcfg_task *tasks[40];

	(void)state;
	open_disk();
	fake.most_grants = 12;
	write_and_read(&pool, 0, 3, 0, 65536);
	spawn(tasks, 40);
	assert_int_equal(task_join(tasks, 40), 0);
	dma_most = dma_bytes + 2 * MCFG_DMA_PAGE_BYTES;
	write_and_read(&small, 0, 16, 0, 1024);
	fake.most_grants = fake.n_grants;
	assert_int_equal(read_one(NULL), -ENOMEM);
	dma_most = SIZE_MAX;
	xen_disk_close(&disk);
}

static void a_deadline_leaves_the_request_to_the_disk(void **state)
{
	uint64_t outer;

	(void)state;
	open_disk();
	vbd.held = 2;
	outer = task_deadline_push(task_now_ns() + SEC(1));
	assert_int_equal(read_one(NULL), -ETIMEDOUT);
	task_deadline_pop(outer);
	assert_int_equal(pool.counters.n_free, N_BUFS - 1); /* the disk has a view */
	vbd.held = 0;
	task_sleep_ns(MSEC(5));
	assert_int_equal(pool.counters.n_free, N_BUFS);
	write_and_read(&pool, 7, 1, 0, 512);
	xen_disk_close(&disk);
}

static void closing_ends_what_is_under_way(void **state)
{
	struct mcfg_task *task;

	(void)state;
	open_disk();
	vbd.held = 2;
	spawn(&task, 1);
	task_sleep_ns(MSEC(5));
	xen_disk_close(&disk);
	assert_int_equal(task_join(&task, 1), -ENODEV);
}

/* ---- a backend that goes and comes ----------------------------------------------------------- */

/* The toolstack takes the device away: once the frontend has gone, nothing is left of it. */
static void vbd_detach(void)
{
	fake_set(VBD_BACK "/state", "5");
	while (strcmp(fake_value(VBD_BACK "/state"), "6"))
		task_sleep_ns(MSEC(1));
	fake_remove(VBD_FRONT);
	fake_set(VBD_BACK "/state", "");
}

static void it_comes_back(void **state)
{
	struct mcfg_task *tasks[20];

	(void)state;
	open_disk();
	vbd.held = 20;
	spawn(tasks, 10);
	task_sleep_ns(MSEC(5));
	vbd_detach();
	task_sleep_ns(MSEC(5));
	assert_int_equal(fake.n_grants, 0);
	spawn(tasks + 10, 10);
	task_sleep_ns(SEC(3));
	assert_int_equal(vbd.n_requests, 0);
	vbd.held = 0;
	vbd_offer("sectors", "4096");
	vbd_attach();
	assert_int_equal(task_join(tasks, 20), 0);
	assert_int_equal(vbd.n_requests, 20);
	assert_int_equal(disk.info.n_sectors, 2048);
	write_and_read(&pool, 7, 1, 0, 512);
	xen_disk_close(&disk);
}

static void it_does_not_come_back(void **state)
{
	struct mcfg_task *tasks[3];
	uint64_t begin_ns;

	(void)state;
	open_disk();
	vbd.held = 20;
	spawn(tasks, 3);
	task_sleep_ns(MSEC(5));
	begin_ns = task_now_ns();
	vbd_detach();
	assert_int_equal(task_join(tasks, 3), -ENODEV);
	assert_in_range(task_now_ns() - begin_ns, SEC(30), SEC(36));
	assert_int_equal(read_one(NULL), -ENODEV);
	vbd.held = 0;
	vbd_attach();
	task_sleep_ns(SEC(2));
	assert_int_equal(read_one(NULL), 0); /* late, but there */
	xen_disk_close(&disk);
}

static int flush_and_discard(void *unused)
{
	int error = xen_disk_flush(&disk);

	(void)unused;
	return error ? error : xen_disk_discard(&disk, 0, 8);
}

/* What it says of itself counts for nothing: who flushes meanwhile waits for the right one. */
static void another_one_comes(void **state)
{
	struct mcfg_task *flusher;
	static const struct {
		const char *name, *value, *right;
	} others[] = { { "sectors", "2047", "2048" },
		       { "sectors", "-1", "2048" },
		       { "sector-size", "1024", "512" },
		       { "mode", "r", "w" } };

	(void)state;
	open_disk();
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		vbd_detach();
		task_sleep_ns(MSEC(5));
		vbd_offer(others[i].name, others[i].value);
		vbd_attach();
		task_sleep_ns(SEC(1));
		assert_int_equal(disk.state, XEN_DISK_AWAY);
		assert_int_equal(task_spawn(&flusher, NULL, flush_and_discard, NULL), 0);
		task_sleep_ns(MSEC(5));
		vbd_offer(others[i].name, others[i].right);
		fake_remove(VBD_FRONT);
		vbd_attach(); /* at once */
		assert_int_equal(read_one(NULL), 0);
		assert_int_equal(task_join(&flusher, 1), 0);
		assert_int_equal(vbd.n_flushes, i + 1);
		assert_int_equal(vbd.n_discards, i + 1);
	}
	xen_disk_close(&disk);
}

static int suspend_all(void *unused)
{
	(void)unused;
	fake_suspend();
	return 0;
}

/* What is under way is waited for; who comes meanwhile waits. */
static void saved_and_restored(void **state)
{
	struct mcfg_task *tasks[6], *control;

	(void)state;
	open_disk();
	vbd.held = 5;
	spawn(tasks, 5);
	assert_int_equal(task_spawn(&control, NULL, suspend_all, NULL), 0);
	assert_int_equal(task_join(&control, 1), 0);
	assert_int_equal(disk.n_out, 0);
	spawn(tasks + 5, 1);
	task_sleep_ns(MSEC(20));
	assert_int_equal(vbd.n_requests, 5);
	fake_restore();
	vbd_disconnect();
	vbd_attach();
	vbd.held = 0;
	fake_resume(true);
	assert_int_equal(task_join(tasks, 6), 0);
	assert_int_equal(vbd.n_requests, 6);
	xen_disk_close(&disk);
}

/* It did not answer in time: it is asked again in the new domain. */
static void restored_with_requests_under_way(void **state)
{
	struct mcfg_task *tasks[5];

	(void)state;
	open_disk();
	vbd.held = 6;
	spawn(tasks, 5);
	task_sleep_ns(MSEC(3));
	fake_suspend();
	assert_int_equal(disk.n_out, 5);
	fake_restore();
	vbd_disconnect();
	vbd_attach();
	vbd.held = 0;
	fake_resume(true);
	assert_int_equal(task_join(tasks, 5), 0);
	assert_int_equal(vbd.n_requests, 5);
	xen_disk_close(&disk);
}

static void a_suspension_that_was_called_off(void **state)
{
	struct mcfg_task *task;

	(void)state;
	open_disk();
	fake_suspend();
	spawn(&task, 1);
	task_sleep_ns(SEC(1));
	assert_int_equal(vbd.n_requests, 0);
	fake_resume(false);
	assert_int_equal(task_join(&task, 1), 0);
	assert_int_equal(disk.state, XEN_DISK_UP);
	xen_disk_close(&disk);
}

/* ---- not by the rules ------------------------------------------------------------------------ */

static void an_error_is_one(void **state)
{
	(void)state;
	open_disk();
	for (int16_t status = -4; status < 3; status++) {
		vbd.status = status;
		assert_int_equal(read_one(NULL), status ? -EIO : 0);
	}
	xen_disk_close(&disk);
}

/* Who waits is told at once; the grants end when it has gone; another backend is used again. */
static void what_breaks_the_rules_is_not_used(void)
{
	struct mcfg_task *tasks[3];

	spawn(tasks, 3);
	assert_int_equal(task_join(tasks, 3), -EIO);
	assert_int_equal(read_one(NULL), -EIO);
	assert_int_equal(xen_disk_flush(&disk), -EIO);
	task_sleep_ns(SEC(1));
	assert_int_equal(fake.n_grants, 0);
	vbd.id_more = vbd.operation_more = 0;
	vbd.twice = vbd.all_first = false;
	vbd.count_more = 0;
	vbd.held = 0;
	fake_remove(VBD_FRONT);
	vbd_attach();
	task_sleep_ns(SEC(2));
	assert_int_equal(read_one(NULL), 0);
	xen_disk_close(&disk);
}

static void a_wrong_id(void **state)
{
	(void)state;
	open_disk();
	vbd.id_more = 40;
	what_breaks_the_rules_is_not_used();
}

static void the_id_of_another(void **state)
{
	(void)state;
	open_disk();
	vbd.id_more = 1;
	what_breaks_the_rules_is_not_used();
}

static void a_wrong_operation(void **state)
{
	(void)state;
	open_disk();
	vbd.operation_more = 1;
	what_breaks_the_rules_is_not_used();
}

static void answered_twice(void **state)
{
	(void)state;
	open_disk();
	vbd.held = 3;
	vbd.twice = true;
	what_breaks_the_rules_is_not_used();
}

static void the_same_one_over_and_over(void **state)
{
	(void)state;
	open_disk();
	vbd.held = 3;
	vbd.all_first = true;
	what_breaks_the_rules_is_not_used();
}

static void an_index_that_runs_ahead(void **state)
{
	(void)state;
	open_disk();
	vbd.count_more = 5;
	what_breaks_the_rules_is_not_used();
}

/* It answers, and goes on using the pages: they are lost to it, and nobody else gets them. */
static void it_holds_on_to_pages(void **state)
{
	struct mcfg_buf *lost;

	(void)state;
	open_disk();
	vbd.holds_on = true;
	assert_int_equal(read_one(NULL), -EIO);
	lost = disk.requests[0].segments[0].view;
	task_sleep_ns(SEC(10));
	assert_int_equal(fake.n_grants, 1);
	assert_int_equal(pool.counters.n_free, N_BUFS - 1);
	xen_disk_close(&disk);
	assert_int_equal(pool.counters.n_free, N_BUFS - 1);
	for (uint32_t ref = FAKE_FIRST; ref < FAKE_GRANTS; ref++)
		if (fake.grants[ref].page) {
			fake.grants[ref].n_used = 0;
			xen_grant_end(ref);
		}
	mcfg_buf_put(lost); /* for the counting */
}

static void it_keeps_the_ring(void **state)
{
	size_t bytes;

	(void)state;
	open_disk();
	bytes = dma_bytes;
	vbd.keeps_ring = true;
	xen_disk_close(&disk);
	assert_int_equal(dma_bytes, bytes);
	assert_int_equal(fake.n_grants, 1);
	fake.grants[vbd.refs[0]].n_used = 0;
	xen_grant_end(vbd.refs[0]);
	mcfg_platform_dma_close(vbd.ring, MCFG_DMA_PAGE_BYTES);
}

int main(void)
{
#define DISK_TEST(test) cmocka_unit_test_setup_teardown(test, open_all, close_all)
	const struct CMUnitTest tests[] = {
		DISK_TEST(numbers_of_names),
		DISK_TEST(what_is_not_there),
		DISK_TEST(what_makes_no_sense),
		DISK_TEST(offers_that_are_taken),
		DISK_TEST(read_only_by_mode),
		DISK_TEST(pages_are_lent),
		DISK_TEST(others_are_copied),
		DISK_TEST(long_ones_have_lists),
		DISK_TEST(long_ones_are_parted),
		DISK_TEST(sectors_of_a_page),
		DISK_TEST(persistent_ones_are_copied),
		DISK_TEST(flushed_and_discarded),
		DISK_TEST(flushed_by_a_barrier),
		DISK_TEST(many_at_once),
		DISK_TEST(grants_and_pages_are_waited_for),
		DISK_TEST(a_deadline_leaves_the_request_to_the_disk),
		DISK_TEST(closing_ends_what_is_under_way),
		DISK_TEST(it_comes_back),
		DISK_TEST(it_does_not_come_back),
		DISK_TEST(another_one_comes),
		DISK_TEST(saved_and_restored),
		DISK_TEST(restored_with_requests_under_way),
		DISK_TEST(a_suspension_that_was_called_off),
		DISK_TEST(an_error_is_one),
		DISK_TEST(a_wrong_id),
		DISK_TEST(the_id_of_another),
		DISK_TEST(a_wrong_operation),
		DISK_TEST(answered_twice),
		DISK_TEST(the_same_one_over_and_over),
		DISK_TEST(an_index_that_runs_ahead),
		DISK_TEST(it_holds_on_to_pages),
		DISK_TEST(it_keeps_the_ring),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
