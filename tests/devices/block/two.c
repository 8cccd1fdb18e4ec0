/* Writes a sector of ones to the first of two disks, and of twos to the second, by turns. */
#include <mcfg/block.h>

#include <stdio.h>
#include <string.h>

enum { N_TURNS = 3, SECTOR = 512 };

/* Returns 0, an error, or 1: what is read is not what was written. */
static int write_and_read(struct block *block, uint64_t sector, int byte, struct mcfg_buf *buf)
{
	int error;

	memset(buf->data, byte, SECTOR);
	error = block_write(block, sector, &buf, 1);
	memset(buf->data, 0, SECTOR);
	if (!error)
		error = block_read(block, sector, &buf, 1);
	for (size_t i = 0; i < SECTOR && !error; i++)
		error = ((unsigned char *)buf->data)[i] != byte;
	return error;
}

int two_main_start(struct block *first, struct block *second)
{
	struct mcfg_buf_pool_options options = { .name = "two", .n = 1, .block_bytes = SECTOR };
	struct mcfg_buf_pool pool;
	struct mcfg_buf *buf;
	int error = mcfg_buf_pool_open(&pool, &options);

	if (error)
		return error;
	buf = mcfg_buf_get(&pool);
	mcfg_buf_append(buf, SECTOR);
	for (uint64_t i = 0; i < N_TURNS && !error; i++) {
		error = write_and_read(second, i, 2, buf);
		if (!error)
			error = write_and_read(first, i, 1, buf);
	}
	printf("two disks: %d\n", error);
	mcfg_buf_put(buf);
	mcfg_buf_pool_close(&pool);
	return error;
}
