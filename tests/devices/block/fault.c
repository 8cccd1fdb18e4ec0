/*
 * Fills a disk with random writes, while it fails: what fails is tried again, or given up; what is
 * read must be what the sector may hold. Each task has a part of the disk to itself. At the end all
 * of it is compared, through the disk with faults and below it; after a loss of power, below it.
 */
#include "fault_model.h"

#include <mcfg/block.h>
#include <mcfg/keys.h>
#include <mcfg/task.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_TASKS = 8, MOST_BUFS = 3, BUF_SECTORS = 4 };

static struct block *disk, *below;
static struct mcfg_buf_pool pool;
static struct sector *sectors;
static struct {
	unsigned n_writes, n_reads, n_failed, n_given_up, n_flushes, n_wrong;
} count;
static uint32_t version;

/* A part of the disk. */
struct part {
	uint64_t first, n, random;
};

/* Some of its sectors, and the bufs for them. */
struct range {
	uint64_t first;
	size_t n, n_bufs;
	struct mcfg_buf *bufs[MOST_BUFS];
};

static uint64_t below_n(struct part *part, uint64_t n)
{
	part->random = part->random * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (part->random >> 33) % n;
}

/* ---- ranges ---------------------------------------------------------------------------------- */

static int get_range(struct part *part, struct range *range)
{
	uint64_t left;

	*range = (struct range){ .first = part->first + below_n(part, part->n) };
	left = part->first + part->n - range->first;
	while (range->n_bufs < MOST_BUFS && left > 0) {
		uint64_t n = 1 + below_n(part, left < BUF_SECTORS ? left : BUF_SECTORS);
		int error = mcfg_buf_wait(&pool, &range->bufs[range->n_bufs]);

		if (error)
			return error;
		mcfg_buf_append(range->bufs[range->n_bufs++], (size_t)n * SECTOR_BYTES);
		range->n += (size_t)n;
		left -= n;
		if (below_n(part, 2))
			break;
	}
	return 0;
}

static void put_range(struct range *range)
{
	while (range->n_bufs > 0)
		mcfg_buf_put(range->bufs[--range->n_bufs]);
}

/* Calls `each` with each sector of the range and its bytes. */
static void for_each(const struct range *range, void (*each)(uint64_t sector, unsigned char *bytes))
{
	uint64_t sector = range->first;

	for (size_t i = 0; i < range->n_bufs; i++)
		for (size_t at = 0; at < range->bufs[i]->len; at += SECTOR_BYTES)
			each(sector++, range->bufs[i]->data + at);
}

static void fill(uint64_t sector, unsigned char *bytes)
{
	model_fill(bytes, sector, version);
}

static void look(uint64_t sector, unsigned char *bytes)
{
	if (model_read(&sectors[sector].now, sector, bytes))
		return;
	count.n_wrong++;
	printf("sector %llu is wrong: version %u\n", (unsigned long long)sector,
	       (unsigned)(bytes[0] | bytes[1] << 8));
}

/* ---- what a task does ------------------------------------------------------------------------ */

static int flush(const struct part *part)
{
	int error = block_flush(disk);

	count.n_flushes++;
	count.n_failed += error != 0;
	for (uint64_t i = part->first; i < part->first + part->n && !error; i++)
		model_flush(&sectors[i]);
	return error;
}

static int flush_at_last(const struct part *part)
{
	int error;

	do
		error = flush(part);
	while (error == -EIO);
	return error;
}

static bool is_full(const struct range *range, bool of_now)
{
	for (uint64_t i = range->first; i < range->first + range->n; i++)
		if (model_is_full(of_now ? &sectors[i].now : &sectors[i].medium))
			return true;
	return false;
}

/* The same again and again; one that failed may be given up. */
static int try_write(struct part *part, struct range *range, uint32_t written, bool give_up)
{
	int error;

	for (;;) {
		error = block_write(disk, range->first, range->bufs, range->n_bufs);
		count.n_writes++;
		if (error != -EIO)
			break;
		count.n_failed++;
		for (uint64_t i = range->first; i < range->first + range->n; i++)
			model_failed(&sectors[i], written);
		if (give_up && below_n(part, 4) == 0) {
			count.n_given_up++;
			return 0;
		}
	}
	for (uint64_t i = range->first; i < range->first + range->n && !error; i++)
		model_written(&sectors[i], written);
	return error;
}

static int write_range(struct part *part, struct range *range, bool give_up)
{
	uint32_t written = ++version;
	int error = is_full(range, false) ? flush_at_last(part) : 0;

	if (error)
		return error;
	version = written; /* others had theirs meanwhile */
	for_each(range, fill);
	for (uint64_t i = range->first; i < range->first + range->n; i++)
		model_write(&sectors[i], written);
	return try_write(part, range, written, give_up && !is_full(range, true));
}

static int read_range(struct range *range)
{
	int error;

	do {
		error = block_read(disk, range->first, range->bufs, range->n_bufs);
		count.n_reads++;
		count.n_failed += error != 0;
	} while (error == -EIO);
	if (!error)
		for_each(range, look);
	return error;
}

static int discard_range(const struct range *range)
{
	int error;

	for (uint64_t i = range->first; i < range->first + range->n; i++)
		model_discard(&sectors[i]);
	error = block_discard(disk, range->first, range->n);
	return error == -EIO || error == -EOPNOTSUPP ? 0 : error;
}

static int do_something(struct part *part)
{
	uint64_t what = below_n(part, 20);
	struct range range;
	int error;

	if (what == 0) {
		error = flush(part);
		return error == -EIO ? 0 : error;
	}
	error = get_range(part, &range);
	if (!error && what < 12)
		error = write_range(part, &range, true);
	else if (!error && what < 19)
		error = read_range(&range);
	else if (!error)
		error = discard_range(&range);
	put_range(&range);
	return error;
}

/* So that each sector was written, and is known. */
static int write_rest(struct part *part)
{
	int error = 0;

	for (uint64_t i = part->first; i < part->first + part->n && !error; i++) {
		struct part one = { .first = i, .n = 1 };
		struct range range = { 0 };

		if (sectors[i].written && !sectors[i].now.any)
			continue;
		error = get_range(&one, &range);
		if (!error)
			error = write_range(part, &range, false);
		put_range(&range);
	}
	return error;
}

static int work(void *argument)
{
	struct part *part = argument;
	int64_t n = key_rounds();
	int error = 0;

	while (n-- > 0 && !error)
		error = do_something(part);
	if (!error)
		error = write_rest(part);
	return error ? error : flush_at_last(part);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static int work_all(uint64_t n_sectors)
{
	static struct part parts[MOST_TASKS];
	struct mcfg_task *tasks[MOST_TASKS];
	uint64_t n_tasks = (uint64_t)key_tasks(), n = n_sectors / n_tasks;
	int error = 0;

	for (uint64_t i = 0; i < n_tasks && !error; i++) {
		parts[i] = (struct part){ i * n, i + 1 < n_tasks ? n : n_sectors - i * n,
			                  (uint64_t)key_seed() * 100 + i };
		error = task_spawn(&tasks[i], NULL, work, &parts[i]);
	}
	return error ? error : task_join(tasks, (size_t)n_tasks);
}

/* What cksum says of the disk below, each sector of which must be one that it may have. */
static int compare_below(uint64_t n_sectors)
{
	struct mcfg_buf *buf = mcfg_buf_get(&pool);
	unsigned n_lost = 0;
	uint32_t sum = 0;
	int error = 0;

	mcfg_buf_append(buf, SECTOR_BYTES);
	for (uint64_t i = 0; i < n_sectors && !error; i++) {
		struct versions newest = sectors[i].now;

		error = block_read(below, i, &buf, 1);
		if (!error && !model_read(&sectors[i].medium, i, buf->data)) {
			count.n_wrong++;
			printf("sector %llu is wrong below\n", (unsigned long long)i);
		}
		n_lost += !newest.any && !model_read(&newest, i, buf->data);
		sum = model_cksum(sum, buf->data, SECTOR_BYTES);
	}
	printf("cksum %u\n", (unsigned)model_cksum_end(sum, n_sectors * SECTOR_BYTES));
	printf("%u sectors lost what they had\n", n_lost);
	mcfg_buf_put(buf);
	return error;
}

static int read_through(uint64_t n_sectors)
{
	int error = 0;

	for (uint64_t i = 0; i < n_sectors && !error; i++) {
		struct part one = { .first = i, .n = 1 };
		struct range range;

		error = get_range(&one, &range);
		if (!error)
			error = read_range(&range);
		put_range(&range);
	}
	return error;
}

int fault_main_start(struct block *faulty, struct block *really)
{
	struct mcfg_buf_pool_options options = { .name = "fault",
		                                 .n = MOST_TASKS * MOST_BUFS,
		                                 .block_bytes = BUF_SECTORS * SECTOR_BYTES };
	struct block_info info;
	int error = mcfg_buf_pool_open(&pool, &options);

	disk = faulty;
	below = really;
	block_info(disk, &info);
	sectors = calloc((size_t)info.n_sectors, sizeof *sectors);
	if (error || !sectors || info.sector_bytes != SECTOR_BYTES || key_tasks() > MOST_TASKS)
		return error ? error : -EINVAL;
	for (uint64_t i = 0; i < info.n_sectors; i++)
		sectors[i].now.n = sectors[i].medium.n = 1; /* version 0 */
	error = work_all(info.n_sectors);
	printf("filled %d: %u writes, %u given up; %u reads; %u flushes; %u failed\n", error,
	       count.n_writes, count.n_given_up, count.n_reads, count.n_flushes, count.n_failed);
	if (error != -ENODEV)
		printf("read back %d\n", error ? error : read_through(info.n_sectors));
	error = compare_below(info.n_sectors);
	printf("%u wrong\n", count.n_wrong);
	free(sectors);
	return error;
}
