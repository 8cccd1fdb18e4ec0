/*
 * The input is what a hostile disk of a virtio machine does, and what is asked of it meanwhile.
 * Whatever it does, each request ends, with what is documented; nothing outside of the memory that
 * the disk was given is touched; and all memory is back once it is closed.
 */
#include "../../runtime/platform/virtual/time.c"

#include "fuzz_virtio.h"

#include "../../devices/block/block_check.c"
#include "../../devices/virtio/virtio_device.c"
#include "../../devices/virtio/virtio_disk.c"
#include "../../devices/virtio/virtio_disk_end.c"
#include "../../devices/virtio/virtio_disk_request.c"
#include "../../devices/virtio/virtio_disk_transfer.c"
#include "../../devices/virtio/virtqueue.c"

#include <assert.h>
#include <mcfg/image.h>
#include <mcfg/task.h>

#include "../../runtime/sched.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

const struct mcfg_image mcfg_image = { .name = "fuzz" };

enum { TASKS = 8, BUFS = 24, BUF_BYTES = 4096 };

static struct virtio_disk disk;
static struct mcfg_buf_pool pool;
static bool is_open;

/* ---- what is asked ----------------------------------------------------------------------------
 */

static struct asked {
	struct mcfg_task *task;
	bool ended;
	uint8_t what, n;
	uint16_t sector, len, timeout_ms;
} asked[TASKS];

static bool is_documented(int error)
{
	return error == 0 || error == -EIO || error == -EINVAL || error == -ERANGE ||
	       error == -EROFS || error == -ENODEV || error == -ENOMEM || error == -EOPNOTSUPP ||
	       error == -ECANCELED || error == -ETIMEDOUT;
}

/* As virtio_block.c does it. */
static int transfer(const struct asked *one, struct mcfg_buf *const *bufs, size_t n)
{
	bool read = one->what % 2;
	uint64_t n_sectors;
	int error = read ? block_check_read(&disk.info, one->sector, bufs, n, &n_sectors)
	                 : block_check_write(&disk.info, one->sector, bufs, n, &n_sectors);

	if (error || n_sectors == 0)
		return error;
	return virtio_disk_transfer(&disk, read ? VIRTIO_DISK_READ : VIRTIO_DISK_WRITE, one->sector,
	                            bufs, n);
}

static int ask_with_bufs(const struct asked *one)
{
	struct mcfg_buf *bufs[8];
	size_t n = 0;
	int error;

	for (; n < one->n % 8u; n++) {
		bufs[n] = mcfg_buf_get(&pool);
		if (!bufs[n])
			break;
		memset(mcfg_buf_append(bufs[n], one->len % (BUF_BYTES / 512 + 1) * 512), 1,
		       one->len % (BUF_BYTES / 512 + 1) * 512);
	}
	error = transfer(one, bufs, n);
	while (n > 0)
		mcfg_buf_put(bufs[--n]);
	return error;
}

static int ask_one(const struct asked *one)
{
	char name[VIRTIO_DISK_NAME_BYTES];
	int error;

	switch (one->what % 8) {
	case 0: return virtio_disk_flush(&disk);
	case 2: return virtio_disk_name(&disk, name);
	case 4:
		error = block_check_discard(&disk.info, one->sector, one->len);
		return error || one->len == 0 ? error
		                              : virtio_disk_discard(&disk, one->sector, one->len);
	default: return ask_with_bufs(one);
	}
}

static int run_asked(void *argument)
{
	struct asked *one = argument;
	uint64_t outer = MCFG_NEVER_NS;
	int error;

	if (one->timeout_ms)
		outer = task_deadline_push(task_now_ns() + MSEC(one->timeout_ms));
	error = ask_one(one);
	if (one->timeout_ms)
		task_deadline_pop(outer);
	assert(is_documented(error));
	one->ended = true;
	return 0;
}

static void join(struct asked *one)
{
	int error = task_join(&one->task, 1);

	assert(error == 0 && one->ended);
	one->task = NULL;
}

static void ask_something(void)
{
	struct asked *one = &asked[fuzz_byte() % TASKS];

	if (one->task && !one->ended)
		return;
	if (one->task)
		join(one);
	*one = (struct asked){ .what = fuzz_byte(), .n = fuzz_byte() };
	one->sector = fuzz_16();
	one->len = fuzz_16();
	one->timeout_ms = one->n & 64 ? one->len % 16 : 0;
	if (is_open && task_spawn(&one->task, NULL, run_asked, one))
		one->task = NULL;
}

/* ---- from its beginning to its end -------------------------------------------------------------
 */

static void open_disk(void)
{
	fuzz_forget();
	if (!is_open)
		is_open = virtio_disk_open(&disk, "0") == 0;
	assert(is_open || !fake.is_open);
}

/* What is under way ends. */
static void close_disk(void)
{
	if (!is_open)
		return;
	fake.stuck = false;
	virtio_disk_close(&disk);
	is_open = false;
	for (size_t i = 0; i < TASKS; i++)
		if (asked[i].task)
			join(&asked[i]);
	assert(pool.counters.n_free == BUFS && pool.counters.n_free_views == BUFS);
}

static void step(void)
{
	uint8_t what = fuzz_byte();

	switch (what >> 4) {
	case 0:
	case 1:
	case 2:
	case 3:
	case 4: ask_something(); break;
	case 5: task_yield(); break;
	case 6: task_sleep_ns(MSEC(what % 16 + 1)); break;
	case 7:
		if (asked[what % TASKS].task)
			task_cancel(asked[what % TASKS].task);
		break;
	case 8:
		if (what % 4 == 0)
			close_disk();
		open_disk();
		break;
	default: fuzz_move(what);
	}
	task_yield();
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	return mcfg_unix_events_init() || mcfg_sched_adopt(task_self());
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct mcfg_buf_pool_options options = {
		.name = "fuzz", .n = BUFS, .block_bytes = BUF_BYTES, .n_views = BUFS
	};

	uint8_t what;

	memset(&fake, 0, sizeof fake);
	fuzz_open(data, size);
	fake.n_devices = 1;
	fake.queue_size = (uint16_t)(1 << fuzz_byte() % 9);
	fake.offers = VIRTIO_VERSION_1 | (uint64_t)fuzz_16();
	what = fuzz_byte();
	fake.offers |= what & 1 ? VIRTIO_EVENT_INDEX : 0;
	fake.restless = what & 2 && what & 4;
	fake.refuses_queues = what & 8 && what & 16;
	for (size_t i = 0; i < 44; i++)
		fake.config[i] = fuzz_byte();
	if (mcfg_buf_pool_open(&pool, &options))
		return 0;
	open_disk();
	while (fuzz.at < fuzz.end)
		step();
	fake.stuck = false;
	close_disk();
	mcfg_buf_pool_close(&pool);
	assert(dma_bytes == 0 && !fake.is_open);
	return 0;
}
