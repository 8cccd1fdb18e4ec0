/*
 * Writes to a disk by many tasks, and reads back what was written, until dom0 says that it is
 * enough, by the node data/end. Then says what each has written last: that must be in the disk's
 * file.
 *
 * Every sector begins with a line, `task sector round`, the rest of it depends on these. Some bufs
 * have their pages for themselves, some share them, some begin in the middle of a sector.
 */
#include <mcfg/block.h>
#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <mcfg/task.h>
#include <mcfg/xen/store.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_TASKS = 8, REGION = 512, SECTOR = 512, MOST_BUFS = 24, PIECE = 8 };

static struct block *disk;
static struct mcfg_buf_pool large, small;
static unsigned rounds[N_TASKS];
static bool is_over;

static void fill(unsigned char *at, unsigned task, unsigned sector, unsigned round)
{
	char line[SECTOR];
	int len = snprintf(line, sizeof line, "%02u %04u %08u\n", task, sector, round);

	memset(at, (int)(task * 31 + sector * 7 + round), SECTOR);
	memcpy(at, line, (size_t)len);
}

static bool is_right(const unsigned char *at, unsigned task, unsigned sector, unsigned round)
{
	unsigned char right[SECTOR];

	fill(right, task, sector, round);
	return memcmp(at, right, SECTOR) == 0;
}

/* A buf of some sectors: of pages of its own, within shared ones, or beside the borders of sectors.
 */
static struct mcfg_buf *get(unsigned kind, size_t n_sectors)
{
	struct mcfg_buf *buf;

	if (mcfg_buf_wait(kind % 3 == 1 ? &small : &large, &buf))
		return NULL;
	if (kind % 3 == 2)
		mcfg_buf_append(buf, 40);
	mcfg_buf_pull(buf, buf->len);
	mcfg_buf_append(buf, n_sectors * SECTOR);
	return buf;
}

struct vector {
	struct mcfg_buf *bufs[MOST_BUFS];
	size_t n;
	unsigned first, round;
};

static void put(struct vector *vector)
{
	for (size_t i = 0; i < vector->n; i++)
		mcfg_buf_put(vector->bufs[i]);
}

/* Up to so many bufs for the sectors from `first` on, up to the region's end. Returns the next one.
 */
static unsigned make(struct vector *vector, unsigned first, unsigned n_bufs, unsigned round)
{
	unsigned sector = first;

	*vector = (struct vector){ .first = first, .round = round };
	while (vector->n < n_bufs && sector < REGION) {
		unsigned kind = round + (unsigned)vector->n, n = kind % 3 == 1 ? 2 : PIECE;

		n = n < REGION - sector ? n : REGION - sector;
		vector->bufs[vector->n++] = get(kind, n);
		sector += n;
	}
	return sector;
}

static void fill_all(struct vector *vector, unsigned task)
{
	unsigned sector = vector->first;

	for (size_t i = 0; i < vector->n; i++)
		for (size_t at = 0; at < vector->bufs[i]->len; at += SECTOR)
			fill(vector->bufs[i]->data + at, task, sector++, vector->round);
}

static int compare(const struct vector *vector, unsigned task)
{
	unsigned sector = vector->first;

	for (size_t i = 0; i < vector->n; i++)
		for (size_t at = 0; at < vector->bufs[i]->len; at += SECTOR)
			if (!is_right(vector->bufs[i]->data + at, task, sector++, vector->round))
				return -EILSEQ;
	return 0;
}

/* All of the region, some bufs at a time: written, or read and compared. */
static int pass(unsigned task, unsigned round, bool is_write)
{
	struct vector vector;
	int error = 0;

	for (unsigned at = 0, next; !error && at < REGION; at = next) {
		uint64_t sector = task * REGION + at;

		next = make(&vector, at, 1 + (at + round) % MOST_BUFS, round);
		if (is_write)
			fill_all(&vector, task);
		error = is_write ? block_write(disk, sector, vector.bufs, vector.n)
		                 : block_read(disk, sector, vector.bufs, vector.n);
		if (!error && !is_write)
			error = compare(&vector, task);
		put(&vector);
	}
	return error;
}

static int work(void *number)
{
	unsigned task = *(unsigned *)number;
	int error = 0;

	while (!error && !is_over) {
		error = pass(task, rounds[task] + 1, true);
		if (!error)
			error = pass(task, ++rounds[task], false);
		if (!error && rounds[task] % 4 == task % 4)
			error = block_flush(disk);
		if (!error)
			error = task_sleep_ns(MSEC(50)); /* else the others have all of the disk */
	}
	if (error)
		printf("task %u, round %u: %s\n", task, rounds[task], strerror(-error));
	return error;
}

static int load(void)
{
	static unsigned numbers[N_TASKS];
	struct mcfg_task *tasks[N_TASKS];
	unsigned all = 0;
	char *end = NULL;
	int error;

	printf("ready\n");
	for (unsigned i = 0; i < N_TASKS; i++) {
		numbers[i] = i;
		error = task_spawn(&tasks[i], NULL, work, &numbers[i]);
		if (error)
			return error;
	}
	while (xen_store_read(NULL, "data", "end", &end, NULL) && !task_sleep_ns(MSEC(50)))
		continue;
	free(end);
	is_over = true;
	error = task_join(tasks, N_TASKS);
	for (unsigned i = 0; i < N_TASKS; i++) {
		printf("wrote %02u %08u\n", i, rounds[i]);
		all += rounds[i];
	}
	printf("%s after %u rounds\n", error ? strerror(-error) : "all right", all);
	return error;
}

/* ---- what the disks are
 * -------------------------------------------------------------------------- */

static void say(const char *name, struct block *block)
{
	struct block_info info;

	block_info(block, &info);
	printf("%s: %llu sectors of %u bytes%s\n", name, (unsigned long long)info.n_sectors,
	       (unsigned)info.sector_bytes, info.read_only ? ", read only" : "");
}

static int look(struct block *second)
{
	struct mcfg_buf *buf = get(0, 1);
	int error = block_read(second, 1, &buf, 1);

	if (error)
		return error;
	printf("it has: %.20s\n", (const char *)buf->data);
	printf("write: %s\n", strerror(-block_write(second, 1, &buf, 1)));
	printf("flush: %d\n", block_flush(second));
	printf("discard: %s\n", strerror(-block_discard(second, 0, 8)));
	printf("discard of the first: %d\n", block_discard(disk, 5000, 200));
	mcfg_buf_put(buf);
	return 0;
}

/* Reads until the disk is gone for good. */
static int wait(void)
{
	struct mcfg_buf *buf = get(0, 1);
	int error;

	printf("ready\n");
	do
		error = block_read(disk, 0, &buf, 1);
	while (!error && !task_sleep_ns(MSEC(20)));
	printf("gone: %s\n", strerror(-error));
	mcfg_buf_put(buf);
	return 0;
}

int load_main_start(struct console *console, struct block *first, struct block *second)
{
	struct mcfg_buf_pool_options options = { .name = "large", .n = 200, .block_bytes = 8192 };
	int error = mcfg_buf_pool_open(&large, &options);

	options = (struct mcfg_buf_pool_options){ .name = "small", .n = 100, .block_bytes = 1024 };
	if (!error)
		error = mcfg_buf_pool_open(&small, &options);
	if (error)
		return error;
	(void)console;
	disk = first;
	say("first", first);
	say("second", second);
	switch (key_does()) {
	case DOES_LOAD: return load() ? 1 : 0;
	case DOES_LOOK: return look(second) ? 1 : 0;
	case DOES_WAIT: return wait();
	}
	return 2;
}
