/* Prints how many requests of 4 KiB a disk serves in a second. */
#include <mcfg/block.h>
#include <mcfg/keys.h>
#include <mcfg/task.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { BYTES = 4096, MOST_TASKS = 64 };

static struct block *disk;
static struct mcfg_buf_pool pool;
static uint64_t n_places, end_ns, n_done;

static int work(void *seed)
{
	uint64_t random = (uint64_t)(uintptr_t)seed + 1;
	struct mcfg_buf *buf = mcfg_buf_get(&pool);
	int error = 0;

	memset(mcfg_buf_append(buf, BYTES), 'd', BYTES);
	while (!error && task_now_ns() < end_ns) {
		uint64_t sector;

		random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
		sector = (random >> 33) % n_places * (BYTES / 512);
		error = key_writes() ? block_write(disk, sector, &buf, 1)
		                     : block_read(disk, sector, &buf, 1);
		n_done++;
	}
	mcfg_buf_put(buf);
	return error;
}

int disk_main_start(struct block *block)
{
	struct mcfg_buf_pool_options options = { .name = "disk",
		                                 .n = MOST_TASKS,
		                                 .block_bytes = BYTES };
	struct mcfg_task *tasks[MOST_TASKS];
	size_t n = (size_t)key_tasks();
	struct block_info info;
	int error = n > MOST_TASKS ? -EINVAL : mcfg_buf_pool_open(&pool, &options);

	if (error)
		return error;
	disk = block;
	block_info(block, &info);
	n_places = info.n_sectors * info.sector_bytes / BYTES;
	end_ns = task_now_ns() + SEC((uint64_t)key_seconds());
	for (size_t i = 0; i < n && !error; i++)
		error = task_spawn(&tasks[i], NULL, work, (void *)(uintptr_t)i);
	if (!error)
		error = task_join(tasks, n);
	printf("%llu\n", (unsigned long long)(n_done / (uint64_t)key_seconds()));
	return error;
}
