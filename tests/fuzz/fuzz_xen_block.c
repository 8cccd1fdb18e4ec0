/*
 * The input is what a hostile backend of a disk of Xen does, to the ring, to pages that it was
 * granted and to the store, what the toolstack does, and what is asked of the disk meanwhile.
 * Whatever they do, each request ends, with what is documented; no page is given back while the
 * backend uses it; and all grants, memory and bufs are back once the disk is closed, but for what
 * the backend held on to.
 */
#include "../../runtime/platform/virtual/time.c"

#include "fuzz_input.h"

#include "../../devices/block/block_check.c"
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

#include "../unit/fake_vbd.h"

#include "fuzz_disk.h"

#include <assert.h>
#include <mcfg/image.h>

#include "../../runtime/sched.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

const struct mcfg_image mcfg_image = { .name = "fuzz" };
const struct mcfg_attached mcfg_attached[] = { { "disk", "disk.img" }, { NULL, NULL } };

enum { BUFS = 32, BUF_BYTES = 16384 };

static struct xen_disk disk;

static const struct block_info *disk_info(void)
{
	return &disk.info;
}

static int disk_transfer(bool is_read, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	return xen_disk_transfer(&disk, is_read ? XEN_DISK_READ : XEN_DISK_WRITE, sector, bufs, n);
}

static int disk_flush(void)
{
	return xen_disk_flush(&disk);
}

static int disk_discard(uint64_t sector, uint64_t n)
{
	return xen_disk_discard(&disk, sector, n);
}

static int disk_other(void)
{
	return task_yield();
}

/* ---- what the backend does ------------------------------------------------------------------- */

static struct fake_grant *some_grant(void)
{
	size_t first = fuzz_byte();

	for (size_t i = 0; i < FAKE_GRANTS; i++)
		if (fake.grants[(first + i) % FAKE_GRANTS].page)
			return &fake.grants[(first + i) % FAKE_GRANTS];
	return NULL;
}

static void use_some_page(void)
{
	struct fake_grant *grant = some_grant();

	if (grant && grant->is_written)
		fuzz_write(grant->page, MCFG_DMA_PAGE_BYTES);
}

static void hold_some_page(void)
{
	struct fake_grant *grant = some_grant();

	if (!grant)
		return;
	grant->n_used = fuzz_byte() % 4 == 0;
	for (size_t i = 0; i < vbd.n_pages; i++)
		if (&fake.grants[vbd.refs[i]] == grant)
			vbd.is_connected = false; /* the ring's: it cannot look at it any more */
}

static void scribble(void)
{
	uint8_t which = fuzz_byte();

	if (!vbd.is_connected)
		return;
	switch (which % 4) {
	case 0: fuzz_write(vbd.ring, vbd.n_pages * MCFG_DMA_PAGE_BYTES); break;
	case 1: *vbd_word(2) += which / 16; break;
	case 2: *vbd_word(2) = fuzz_16(); break;
	default: *vbd_word(3 - which / 8 % 4) ^= fuzz_byte();
	}
}

/* By the rules, or nearly. */
static void serve(void)
{
	uint8_t how = fuzz_byte();

	vbd.id_more = how & 1 ? fuzz_byte() : 0;
	vbd.operation_more = how & 2 ? fuzz_byte() : 0;
	vbd.status = how & 4 ? (int16_t)(fuzz_byte() - 8) : 0;
	vbd.twice = (how & 24) == 24;
	vbd.all_first = (how & 96) == 96;
	vbd.holds_on = how == 128;
	vbd_look();
	vbd_serve();
}

/* ---- what stands in the store ---------------------------------------------------------------- */

static void write_store(void)
{
	static const char *const names[] = { "state",
		                             "sectors",
		                             "sector-size",
		                             "info",
		                             "mode",
		                             "feature-flush-cache",
		                             "feature-barrier",
		                             "feature-discard",
		                             "discard-granularity",
		                             "discard-alignment",
		                             "feature-max-indirect-segments",
		                             "max-ring-page-order",
		                             "feature-persistent" };
	static const char *const values[] = { "",
		                              "0",
		                              "1",
		                              "2",
		                              "4",
		                              "5",
		                              "6",
		                              "512",
		                              "1024",
		                              "4096",
		                              "2048",
		                              "4294967295",
		                              "18446744073709551615",
		                              "-1",
		                              "r",
		                              "30" };

	vbd_offer(names[fuzz_byte() % (sizeof names / sizeof *names)],
	          values[fuzz_byte() % (sizeof values / sizeof *values)]);
}

static void restore(bool is_restored)
{
	uint64_t outer = task_deadline_push(task_now_ns() + SEC(10));

	fake_suspend();
	if (is_restored) {
		fake_restore();
		vbd_disconnect();
		vbd_attach();
	}
	fake_resume(is_restored);
	task_deadline_pop(outer);
}

static void toolstack(void)
{
	switch (fuzz_byte() % 6) {
	case 0: fake_set(VBD_BACK "/state", "5"); break;
	case 1: fake_remove(VBD_FRONT); break;
	case 2: vbd_attach(); break;
	case 3: restore(true); break;
	case 4: restore(false); break;
	default: fake_remove(VBD_BACK);
	}
}

static void limit(void)
{
	uint8_t what = fuzz_byte();

	fake.most_grants = what & 1 ? fake.n_grants + what / 16 : FAKE_GRANTS - FAKE_FIRST;
	dma_most = what & 2 ? dma_bytes + what / 16 * MCFG_DMA_PAGE_BYTES : SIZE_MAX;
	fake.store_error = what & 4 && what & 8 ? -EACCES : 0;
}

static void move(uint8_t what)
{
	switch (what % 16) {
	case 0: use_some_page(); break;
	case 1: hold_some_page(); break;
	case 2: scribble(); break;
	case 3: fake_event(vbd.port); break;
	case 4: write_store(); break;
	case 5: toolstack(); break;
	case 6: limit(); break;
	default: serve();
	}
}

/* ---- from its beginning to its end ----------------------------------------------------------- */

/* Opening waits for what the backend does: a task does it, as it should. */
static void open_disk(uint8_t how)
{
	struct mcfg_task *task = NULL;

	disk = (struct xen_disk){ .return_ns = SEC(how % 8), .persistent = how & 8 };
	if (!(how & 16) && task_spawn(&task, NULL, vbd_run, NULL))
		return;
	is_open = xen_disk_open(&disk, "disk.img") == 0;
	if (!task)
		return;
	task_cancel(task);
	task_join(&task, 1);
}

static void close_disk(void)
{
	if (is_open)
		xen_disk_close(&disk);
	is_open = false;
	join_all();
}

/* While there is a backend each request is free, or with it. */
static void check_requests(void)
{
	size_t n_free = 0, n_out = 0;

	if (disk.state != XEN_DISK_UP)
		return;
	for (const struct xen_disk_request *at = disk.free; at; at = at->next) {
		assert(!at->is_out && !at->transfer);
		assert(++n_free <= disk.n_requests);
	}
	for (size_t i = 0; i < disk.n_requests; i++)
		n_out += disk.requests[i].is_out;
	assert(n_out == disk.n_out && n_free + n_out == disk.n_requests);
}

static void step(void)
{
	uint8_t what = fuzz_byte();

	switch (what >> 4) {
	case 0:
	case 1:
	case 2:
	case 3:
	case 4: ask_something(VBD_SECTORS + 64); break;
	case 5: task_yield(); break;
	case 6: task_sleep_ns(MSEC(what % 16 * 100 + 1)); break;
	case 7:
		if (asked[what % TASKS].task)
			task_cancel(asked[what % TASKS].task);
		break;
	default: move(what);
	}
	task_yield();
	check_requests();
}

/* What the backend held on to when the disk let go of it is lost, and only that. */
static void collect_lost(void)
{
	for (uint32_t ref = FAKE_FIRST; ref < FAKE_GRANTS; ref++) {
		fake.grants[ref].n_used = 0;
		if (fake.grants[ref].page)
			xen_grant_end(ref);
	}
	free(pool.blocks);
	for (size_t i = 0; i < FAKE_BLOCKS; i++)
		if (fake_blocks[i].at)
			mcfg_platform_dma_close(fake_blocks[i].at, fake_blocks[i].bytes);
}

static void check_end(void)
{
	for (size_t i = 0; i < FAKE_WATCHES; i++)
		assert(!fake.watches[i]);
	for (size_t i = 0; i < FAKE_EVENTS; i++)
		assert(!fake.events[i]);
	if (fake.n_refused > 0) {
		collect_lost();
	} else {
		assert(fake.n_grants == 0);
		assert(pool.counters.n_free == BUFS && pool.counters.n_free_views == BUFS);
		mcfg_buf_pool_close(&pool);
	}
	assert(dma_bytes == 0);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	return mcfg_unix_events_init() || mcfg_sched_adopt(task_self()) ||
	       mcfg_log_configure("quiet", NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct mcfg_buf_pool_options options = {
		.name = "fuzz", .n = BUFS, .block_bytes = BUF_BYTES, .n_views = BUFS
	};
	uint8_t how;

	fake_init();
	vbd_init();
	vbd.lenient = true;
	dma_most = SIZE_MAX;
	fuzz_open(data, size);
	if (mcfg_buf_pool_open(&pool, &options))
		return 0;
	how = fuzz_byte();
	for (uint8_t n = fuzz_byte() % 4; n > 0; n--)
		write_store();
	open_disk(how);
	while (is_open && fuzz.at < fuzz.end)
		step();
	fake.store_error = 0;
	dma_most = SIZE_MAX;
	close_disk();
	check_end();
	return 0;
}
