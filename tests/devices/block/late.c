/* Requests that are given up on, many at once, what is discarded, and data that is not aligned. */
#include <mcfg/block.h>
#include <mcfg/task.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { N = 32, BYTES = 4096 };

static struct mcfg_buf_pool pool;
static struct block *disk;

static struct mcfg_buf *get(unsigned char with)
{
	struct mcfg_buf *buf = mcfg_buf_get(&pool);

	memset(mcfg_buf_append(buf, BYTES), with, BYTES);
	return buf;
}

/* Writes to a place of its own, and reads it back. */
static int one_of_many(void *number)
{
	unsigned char i = *(unsigned char *)number;
	struct mcfg_buf *buf = get(i);
	int error = block_write(disk, 8 * (uint64_t)i, &buf, 1);

	memset(buf->data, 0xee, BYTES);
	if (!error)
		error = block_read(disk, 8 * (uint64_t)i, &buf, 1);
	for (size_t at = 0; at < BYTES && !error; at++)
		error = buf->data[at] == i ? 0 : -EILSEQ;
	mcfg_buf_put(buf);
	return error;
}

static int many_at_once(void)
{
	static unsigned char numbers[N];
	struct mcfg_task *tasks[N];

	for (unsigned i = 0; i < N; i++) {
		numbers[i] = (unsigned char)i;
		if (task_spawn(&tasks[i], NULL, one_of_many, &numbers[i]))
			return -ENOMEM;
	}
	return task_join(tasks, N);
}

/*
 * The disk goes on with a buf that its task has left; nobody may have it meanwhile. Where it was
 * faster than the deadline, it is tried again.
 */
static int give_up(void)
{
	int error = 0;

	for (int i = 0; i < 10000 && !error; i++) {
		struct mcfg_buf *buf = get('x');
		uint64_t outer_ns = task_deadline_push(1);

		error = block_write(disk, 0, &buf, 1);
		task_deadline_pop(outer_ns);
		mcfg_buf_put(buf);
	}
	return error;
}

static int discard(struct block *block)
{
	struct mcfg_buf *buf = get('d');
	int error = block_write(block, 8, &buf, 1);

	if (!error)
		error = block_discard(block, 8, 8);
	if (!error)
		error = block_read(block, 8, &buf, 1);
	for (size_t at = 0; at < BYTES && !error; at++)
		error = buf->data[at] == 0 ? 0 : -EILSEQ;
	mcfg_buf_put(buf);
	return error;
}

/* One sector of a buf, from 64 bytes into it on. */
static int not_aligned(void)
{
	struct block_info info;
	struct mcfg_buf *whole = get('u'), *part;
	int error;

	block_info(disk, &info);
	part = mcfg_buf_slice(whole, info.sector_bytes < BYTES ? 64 : 0, info.sector_bytes);
	error = block_write(disk, 0, &part, 1);
	memset(part->data, 0, part->len);
	if (!error)
		error = block_read(disk, 0, &part, 1);
	if (!error && (part->data[0] != 'u' || part->data[part->len - 1] != 'u'))
		error = -EILSEQ;
	mcfg_buf_put(part);
	mcfg_buf_put(whole);
	return error;
}

int late_main_start(struct block *file, struct block *ram)
{
	struct mcfg_buf_pool_options options = { .name = "late", .n = N + 1, .block_bytes = BYTES };
	int error = mcfg_buf_pool_open(&pool, &options);

	if (error)
		return error;
	disk = file;
	printf("many %d\n", many_at_once());
	printf("discard %d\n", discard(file));
	printf("not aligned %d\n", not_aligned());
	printf("late %d\n", give_up());
	printf("flush %d\n", block_flush(file));
	disk = ram;
	printf("ram: many %d\n", many_at_once());
	printf("ram: discard %d\n", discard(ram));
	printf("ram: not aligned %d\n", not_aligned());
	return 0;
}
