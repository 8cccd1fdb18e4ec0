/*
 * Reads and writes at the bounds of a disk and outside of them, and says for each what came of it.
 * Ends with status 1 where anything is not as it should be.
 */
#include <mcfg/block.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { N_BUFS = 4 };

static struct {
	struct block *block;
	struct block_info info;
	struct mcfg_buf_pool pool;
	unsigned n, n_wrong;
} disk;

static void check(const char *what, int expected, int found)
{
	bool right = expected == found;

	printf("%s %u - %s\n", right ? "ok" : "not ok", ++disk.n, what);
	if (!right)
		printf("  expected %d (%s), found %d (%s)\n", expected, strerror(-expected), found,
		       strerror(-found));
	disk.n_wrong += !right;
}

/* A buf of `len` bytes that depend on `seed`. */
static struct mcfg_buf *fill(size_t len, unsigned seed)
{
	struct mcfg_buf *buf = mcfg_buf_get(&disk.pool);
	unsigned char *bytes = mcfg_buf_append(buf, len);

	for (size_t i = 0; i < len; i++)
		bytes[i] = (unsigned char)(i * 7 + (i >> 8) + seed);
	return buf;
}

/* Writes `n` bufs of some sectors each, and reads them back. Returns 0, an error, or 1: they
 * differ.
 */
static int write_and_read(uint64_t sector, size_t n, size_t n_sectors)
{
	struct mcfg_buf *written[N_BUFS / 2], *found[N_BUFS / 2];
	size_t len = n_sectors * disk.info.sector_bytes;
	int result;

	for (size_t i = 0; i < n; i++) {
		written[i] = fill(len, (unsigned)(sector + 3 * i));
		found[i] = fill(len, 77);
	}
	result = block_write(disk.block, sector, written, n);
	if (!result)
		result = block_read(disk.block, sector, found, n);
	for (size_t i = 0; i < n; i++) {
		if (!result)
			result = memcmp(written[i]->data, found[i]->data, len) != 0;
		mcfg_buf_put(written[i]);
		mcfg_buf_put(found[i]);
	}
	return result;
}

/* Reads, or writes, one buf of `len` bytes. */
static int read_bytes(uint64_t sector, size_t len)
{
	struct mcfg_buf *buf = fill(len, 0);
	int result = block_read(disk.block, sector, &buf, 1);

	mcfg_buf_put(buf);
	return result;
}

static int write_bytes(uint64_t sector, size_t len)
{
	struct mcfg_buf *buf = fill(len, 0);
	int result = block_write(disk.block, sector, &buf, 1);

	mcfg_buf_put(buf);
	return result;
}

static void check_all(void)
{
	const size_t sector_bytes = disk.info.sector_bytes;
	const uint64_t end = disk.info.n_sectors;

	check("the first sector is written and read back", 0, write_and_read(0, 1, 1));
	check("the last sector is written and read back", 0, write_and_read(end - 1, 1, 1));
	check("two bufs of two sectors lie behind each other", 0, write_and_read(10, 2, 2));
	check("the sector behind the last one is not read", -ERANGE, read_bytes(end, sector_bytes));
	check("the sector behind the last one is not written", -ERANGE,
	      write_bytes(end, sector_bytes));
	check("two sectors do not fit at the last one", -ERANGE,
	      write_bytes(end - 1, 2 * sector_bytes));
	check("a sector's number does not wrap around", -ERANGE,
	      read_bytes(UINT64_MAX, 2 * sector_bytes));
	check("half a sector is not read", -EINVAL, read_bytes(0, sector_bytes / 2));
	check("nothing is read and written, even at the end", 0,
	      read_bytes(end, 0) ? -EIO : write_bytes(end, 0));
	check("what was written is flushed", 0, block_flush(disk.block));
}

int block_main_start(struct block *block)
{
	struct mcfg_buf_pool_options options = { .name = "block", .n = N_BUFS };
	int error;

	disk.block = block;
	block_info(block, &disk.info);
	printf("%llu sectors of %u bytes\n", (unsigned long long)disk.info.n_sectors,
	       (unsigned)disk.info.sector_bytes);
	options.block_bytes = 2 * disk.info.sector_bytes;
	error = mcfg_buf_pool_open(&disk.pool, &options);
	if (error)
		return error;
	check_all();
	mcfg_buf_pool_close(&disk.pool);
	printf("%u checks, %u wrong\n", disk.n, disk.n_wrong);
	return disk.n_wrong > 0;
}
