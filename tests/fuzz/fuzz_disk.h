/*
 * fuzz_disk.h - what is asked of a disk, for the fuzzers of drivers: reads, writes, flushes and
 * discards by several tasks, with and without a deadline. Each must end, with what is documented.
 * Who includes it has a pool of bufs, and says how the driver does it.
 */
#ifndef FUZZ_DISK_H
#define FUZZ_DISK_H

#include "fuzz_input.h"

#include "../../devices/block/block_check.h"

#include <assert.h>
#include <errno.h>
#include <mcfg/task.h>
#include <string.h>

enum { TASKS = 8, MOST_BUFS = 8 };

static struct mcfg_buf_pool pool;
static bool is_open;

/* The driver's operations, whose checks were made; and one more, that it may have. */
static const struct block_info *disk_info(void);
static int disk_transfer(bool is_read, uint64_t sector, struct mcfg_buf *const *bufs, size_t n);
static int disk_flush(void);
static int disk_discard(uint64_t sector, uint64_t n);
static int disk_other(void);

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

static int transfer(const struct asked *one, struct mcfg_buf *const *bufs, size_t n)
{
	bool is_read = one->what % 2;
	uint64_t n_sectors;
	int error = is_read ? block_check_read(disk_info(), one->sector, bufs, n, &n_sectors)
	                    : block_check_write(disk_info(), one->sector, bufs, n, &n_sectors);

	return error || n_sectors == 0 ? error : disk_transfer(is_read, one->sector, bufs, n);
}

/* Some begin in the middle of a sector. */
static int ask_with_bufs(const struct asked *one)
{
	struct mcfg_buf *bufs[MOST_BUFS];
	size_t n = 0, skip = one->len / 256 % 3 * 256u;
	size_t len = one->len % (pool.options.block_bytes / 512) * 512;
	int error;

	for (; n < one->n % MOST_BUFS; n++) {
		bufs[n] = mcfg_buf_get(&pool);
		if (!bufs[n])
			break;
		memset(mcfg_buf_append(bufs[n], skip + len), 1, skip + len);
		mcfg_buf_pull(bufs[n], skip);
	}
	error = transfer(one, bufs, n);
	while (n > 0)
		mcfg_buf_put(bufs[--n]);
	return error;
}

static int ask_one(const struct asked *one)
{
	int error;

	switch (one->what % 8) {
	case 0: return disk_flush();
	case 2: return disk_other();
	case 4:
		error = block_check_discard(disk_info(), one->sector, one->len);
		return error || one->len == 0 ? error : disk_discard(one->sector, one->len);
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

static void join_all(void)
{
	for (size_t i = 0; i < TASKS; i++)
		if (asked[i].task)
			join(&asked[i]);
}

static void ask_something(uint16_t n_sectors)
{
	struct asked *one = &asked[fuzz_byte() % TASKS];

	if (!is_open || (one->task && !one->ended))
		return;
	if (one->task)
		join(one);
	*one = (struct asked){ .what = fuzz_byte(), .n = fuzz_byte() };
	one->sector = fuzz_16() % n_sectors;
	one->len = fuzz_16();
	one->timeout_ms = one->n & 64 ? one->len % 16 : 0;
	if (task_spawn(&one->task, NULL, run_asked, one))
		one->task = NULL;
}

#endif
