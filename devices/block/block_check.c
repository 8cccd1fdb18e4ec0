/* What every disk checks about a request. See block_check.h. */
#include "block_check.h"

#include <errno.h>

static int check_range(const struct block_info *info, uint64_t sector, uint64_t n)
{
	return sector <= info->n_sectors && n <= info->n_sectors - sector ? 0 : -ERANGE;
}

/* The sectors that fill the bufs. Their sum cannot overflow: they lie in memory, side by side. */
static int count(const struct block_info *info, struct mcfg_buf *const *bufs, size_t n,
                 uint64_t *n_sectors)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < n; i++) {
		if (bufs[i]->len % info->sector_bytes)
			return -EINVAL;
		bytes += bufs[i]->len;
	}
	*n_sectors = bytes / info->sector_bytes;
	return 0;
}

int block_check_read(const struct block_info *info, uint64_t sector, struct mcfg_buf *const *bufs,
                     size_t n, uint64_t *n_sectors)
{
	int error = count(info, bufs, n, n_sectors);

	return error ? error : check_range(info, sector, *n_sectors);
}

int block_check_write(const struct block_info *info, uint64_t sector, struct mcfg_buf *const *bufs,
                      size_t n, uint64_t *n_sectors)
{
	return info->read_only ? -EROFS : block_check_read(info, sector, bufs, n, n_sectors);
}

int block_check_discard(const struct block_info *info, uint64_t sector, uint64_t n)
{
	if (info->read_only)
		return -EROFS;
	return info->can_discard ? check_range(info, sector, n) : -EOPNOTSUPP;
}
