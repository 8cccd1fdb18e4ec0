/* block_check.h - what every disk checks about a request, for those who implement block. */
#ifndef BLOCK_CHECK_H
#define BLOCK_CHECK_H

#include "block_info.h"

/*
 * block_check_read, block_check_write - is that a request for whole sectors that the disk has?
 *
 * n_sectors   gives: how many; 0 is a request for which there is nothing to do.
 *
 * Return 0, -EINVAL or -ERANGE; for a write also -EROFS, which comes first.
 */
int block_check_read(const struct block_info *info, uint64_t sector, struct mcfg_buf *const *bufs,
                     size_t n, uint64_t *n_sectors);
int block_check_write(const struct block_info *info, uint64_t sector, struct mcfg_buf *const *bufs,
                      size_t n, uint64_t *n_sectors);

/* The same for a discard: 0, -EROFS, -EOPNOTSUPP or -ERANGE. */
int block_check_discard(const struct block_info *info, uint64_t sector, uint64_t n);

#endif
