/*
 * Writes a disk from one end to the other, until that fails; then cuts its file off in the middle
 * of what a read asks for. Says how each ends.
 */
#include <mcfg/block.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { N = 10, BUF_BYTES = 4096, SECTORS = N * BUF_BYTES / 512 };

static struct mcfg_buf *bufs[N];

static int write_all(struct block *disk, uint64_t n_sectors)
{
	int error = 0;

	for (uint64_t at = 0; at + SECTORS <= n_sectors && !error; at += SECTORS)
		error = block_write(disk, at, bufs, N);
	return error;
}

/* 5.5 of 10 bufs are left of the file. */
static int read_cut_off(struct block *disk)
{
	if (truncate("disk.img", 5 * BUF_BYTES + BUF_BYTES / 2))
		return -errno;
	return block_read(disk, 0, bufs, N);
}

static unsigned count(unsigned char is)
{
	unsigned n = 0;

	for (int i = 0; i < N; i++)
		for (int at = 0; at < BUF_BYTES; at++)
			n += bufs[i]->data[at] == is;
	return n;
}

int full_main_start(struct block *disk)
{
	struct mcfg_buf_pool_options options = { .name = "full", .n = N, .block_bytes = BUF_BYTES };
	struct mcfg_buf_pool pool;
	struct block_info info;
	int error = mcfg_buf_pool_open(&pool, &options);

	if (error)
		return error;
	for (int i = 0; i < N; i++) {
		bufs[i] = mcfg_buf_get(&pool);
		memset(mcfg_buf_append(bufs[i], BUF_BYTES), 'f', BUF_BYTES);
	}
	block_info(disk, &info);
	error = write_all(disk, info.n_sectors);
	printf("full: %s\n", strerror(-error));
	for (int i = 0; i < N; i++)
		memset(bufs[i]->data, 0, BUF_BYTES);
	error = read_cut_off(disk);
	printf("cut off: %s, after %u bytes\n", strerror(-error), count('f'));
	for (int i = 0; i < N; i++)
		mcfg_buf_put(bufs[i]);
	mcfg_buf_pool_close(&pool);
	return 0;
}
