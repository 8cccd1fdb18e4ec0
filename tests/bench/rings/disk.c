/* Reads or writes 4 KiB of a disk --n times, --tasks at a time: for the counting of instructions.
 */
#include "ring_marks.h"

#include <mcfg/block.h>
#include <mcfg/keys.h>
#include <mcfg/task.h>

#include <errno.h>
#include <string.h>

enum { BYTES = 4096, MOST_TASKS = 32 };

static struct block *disk;
static struct mcfg_buf_pool pool;
static uint64_t n_places, n_left;

static int work(void *unused)
{
	struct mcfg_buf *buf = mcfg_buf_get(&pool);
	int error = 0;

	(void)unused;
	memset(mcfg_buf_append(buf, BYTES), 'd', BYTES);
	while (!error && n_left > 0) {
		uint64_t sector = --n_left % n_places * (BYTES / 512);

		error = key_what() == WHAT_READ ? block_read(disk, sector, &buf, 1)
		                                : block_write(disk, sector, &buf, 1);
	}
	mcfg_buf_put(buf);
	return error;
}

/* Some before the others, so that all is warm. */
static int work_off(uint64_t n)
{
	struct mcfg_task *tasks[MOST_TASKS];
	size_t n_tasks = (size_t)key_tasks();
	int error = 0;

	n_left = n;
	for (size_t i = 0; i < n_tasks && !error; i++)
		error = task_spawn(&tasks[i], NULL, work, NULL);
	return error ? error : task_join(tasks, n_tasks);
}

int disk_main_start(struct block *block)
{
	struct mcfg_buf_pool_options options = { .name = "disk",
		                                 .n = MOST_TASKS,
		                                 .block_bytes = BYTES };
	struct block_info info;
	int error = key_tasks() > MOST_TASKS ? -EINVAL : mcfg_buf_pool_open(&pool, &options);

	if (error)
		return error;
	disk = block;
	block_info(block, &info);
	n_places = info.n_sectors * info.sector_bytes / BYTES;
	if (n_places == 0)
		return -ENOSPC;
	error = work_off(64);
	ring_begin();
	if (!error)
		error = work_off((uint64_t)key_n());
	ring_end();
	return error;
}
