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

#include "fuzz_disk.h"

#include <assert.h>
#include <mcfg/image.h>
#include <mcfg/task.h>

#include "../../runtime/sched.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

const struct mcfg_image mcfg_image = { .name = "fuzz" };

enum { BUFS = 24, BUF_BYTES = 4096 };

static struct virtio_disk disk;

static const struct block_info *disk_info(void)
{
	return &disk.info;
}

static int disk_transfer(bool is_read, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	return virtio_disk_transfer(&disk, is_read ? VIRTIO_DISK_READ : VIRTIO_DISK_WRITE, sector,
	                            bufs, n);
}

static int disk_flush(void)
{
	return virtio_disk_flush(&disk);
}

static int disk_discard(uint64_t sector, uint64_t n)
{
	return virtio_disk_discard(&disk, sector, n);
}

static int disk_other(void)
{
	char name[VIRTIO_DISK_NAME_BYTES];

	return virtio_disk_name(&disk, name);
}

/* ---- from its beginning to its end ----------------------------------------------------------- */

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
	join_all();
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
	case 4: ask_something(UINT16_MAX); break;
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
