/* A disk with faults: its operations. See fault_block.h. */
#include "fault_block.h"

#include "block_check.h"

#include <errno.h>
#include <mcfg/log.h>
#include <string.h>

static MCFG_LOG(fault_log, "block.fault");

enum { N_COPIES = 16 };

static struct fault_block *fault_of(struct block *self)
{
	return container_of(self, struct fault_block, block);
}

/* ---- connecting ------------------------------------------------------------------------------ */

static bool is_fraction(double number)
{
	return number >= 0 && number <= 1;
}

static int read_settings(struct fault_block *self, const struct fault_block_config *config)
{
	int64_t cut_at = fault_block_config_fault_cut(config);

	self->errors = fault_block_config_fault_errors(config);
	self->torn = fault_block_config_fault_torn(config);
	self->delay_ns = fault_block_config_fault_delay_ns(config);
	self->jitter_ns = fault_block_config_fault_jitter_ns(config);
	self->cut_at = (uint64_t)cut_at;
	fault_random_init(&self->random, (uint64_t)fault_block_config_fault_seed(config), 0);
	if (is_fraction(self->errors) && is_fraction(self->torn) && cut_at >= 0)
		return 0;
	mcfg_log_error(&fault_log,
	               "fault-errors and fault-torn are from 0 to 1, fault-cut is 0 or more");
	return -EINVAL;
}

static int open_cache(struct fault_block *self, uint64_t n_sectors)
{
	struct mcfg_buf_pool_options sectors = {
		.name = "fault_block",
		.block_bytes = self->info.sector_bytes,
	};
	int error;

	if (n_sectors > SIZE_MAX / sizeof *self->cache.items - N_COPIES)
		return -ENOMEM;
	sectors.n = (size_t)n_sectors + N_COPIES;
	error = fault_cache_open(&self->cache, (size_t)n_sectors);
	if (error)
		return error;
	error = mcfg_buf_pool_open(&self->sectors, &sectors);
	if (error)
		fault_cache_close(&self->cache);
	return error;
}

int fault_block_connect(struct fault_block *self, struct block *below,
                        const struct fault_block_config *config)
{
	int error = read_settings(self, config);

	if (error)
		return error;
	self->below = below;
	block_info(below, &self->info);
	return open_cache(self,
	                  fault_block_config_fault_cache_bytes(config) / self->info.sector_bytes);
}

/* What lies in the cache is written, as by a disk that is switched off in good order. The disk
 * below may still be at copies that were given up on: their pool is left to the end of the image.
 */
void fault_block_disconnect(struct fault_block *self)
{
	fault_block_write_back(self, self->cache.n);
	fault_cache_close(&self->cache);
	mcfg_buf_pool_leave(&self->sectors);
}

/* ---- operations ------------------------------------------------------------------------------ */

void fault_block_info(struct block *self, struct block_info *info)
{
	*info = fault_of(self)->info;
}

/* Over what the disk below has lies what the cache has. */
static void read_cached(struct fault_block *self, uint64_t sector, struct mcfg_buf *const *bufs,
                        size_t n)
{
	const uint32_t sector_bytes = self->info.sector_bytes;
	size_t at = fault_cache_find(&self->cache, sector);

	for (size_t i = 0; i < n; i++) {
		uint64_t end = sector + bufs[i]->len / sector_bytes;

		for (; at < self->cache.n && self->cache.items[at].sector < end; at++)
			memcpy(bufs[i]->data +
			           (self->cache.items[at].sector - sector) * sector_bytes,
			       self->cache.items[at].buf->data, sector_bytes);
		sector = end;
	}
}

static int read_all(struct fault_block *self, uint64_t sector, struct mcfg_buf *const *bufs,
                    size_t n)
{
	int error = fault_block_lock(self);

	if (error)
		return error;
	error = block_read(self->below, sector, bufs, n);
	if (!error)
		read_cached(self, sector, bufs, n);
	fault_block_unlock(self);
	return error;
}

/* Ends a request that is not to succeed, after it has been done as far as it was. */
static int fail(struct fault_block *self, enum fault_fate fate)
{
	if (fate != FAULT_CUT)
		return -EIO;
	fault_block_cut(self);
	return -ENODEV;
}

/* The same, of one that does nothing. */
static int fail_at_once(struct fault_block *self, enum fault_fate fate)
{
	int error = fault_block_lock(self);

	if (error)
		return error;
	error = fail(self, fate);
	fault_block_unlock(self);
	return error;
}

/* What a failed read leaves in the bufs is nothing to go by. */
int fault_block_read(struct block *self, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	struct fault_block *fault = fault_of(self);
	enum fault_fate fate;
	uint64_t n_sectors;
	int error = block_check_read(&fault->info, sector, bufs, n, &n_sectors);

	if (!error)
		error = fault_block_begin(fault, false, &fate);
	if (error)
		return error;
	if (fate == FAULT_NONE)
		return read_all(fault, sector, bufs, n);
	for (size_t i = 0; i < n; i++)
		memset(bufs[i]->data, 0x5a, bufs[i]->len);
	return fail_at_once(fault, fate);
}

/* Without a cache a write that does not fail goes down as it is. */
static int write_all(struct fault_block *self, uint64_t sector, struct mcfg_buf *const *bufs,
                     size_t n, enum fault_fate fate)
{
	int error = fault_block_lock(self);

	if (error)
		return error;
	if (fate != FAULT_NONE) {
		if (fate != FAULT_ERROR)
			error = fault_block_put(self, sector, bufs, n, true);
		if (!error || fate == FAULT_CUT)
			error = fail(self, fate);
	} else if (self->cache.room) {
		error = fault_block_put(self, sector, bufs, n, false);
	} else {
		error = block_write(self->below, sector, bufs, n);
	}
	fault_block_unlock(self);
	return error;
}

int fault_block_write(struct block *self, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	struct fault_block *fault = fault_of(self);
	enum fault_fate fate;
	uint64_t n_sectors;
	int error = block_check_write(&fault->info, sector, bufs, n, &n_sectors);

	if (!error)
		error = fault_block_begin(fault, true, &fate);
	return error ? error : write_all(fault, sector, bufs, n, fate);
}

/* One that fails has written some of the cache, too. */
int fault_block_flush(struct block *self)
{
	struct fault_block *fault = fault_of(self);
	enum fault_fate fate;
	int error = fault_block_begin(fault, false, &fate);

	if (!error)
		error = fault_block_lock(fault);
	if (error)
		return error;
	if (fate == FAULT_NONE) {
		error = fault_block_write_back(fault, fault->cache.n);
		if (!error)
			error = block_flush(fault->below);
	} else {
		fault_block_write_back(fault, fault->cache.n / 2);
		error = fail(fault, fate);
	}
	fault_block_unlock(fault);
	return error;
}

int fault_block_discard(struct block *self, uint64_t sector, uint64_t n)
{
	struct fault_block *fault = fault_of(self);
	enum fault_fate fate;
	int error = block_check_discard(&fault->info, sector, n);

	if (!error)
		error = fault_block_begin(fault, false, &fate);
	if (error)
		return error;
	if (fate != FAULT_NONE)
		return fail_at_once(fault, fate);
	error = fault_block_lock(fault);
	if (error)
		return error;
	fault_cache_drop_range(&fault->cache, sector, n);
	error = block_discard(fault->below, sector, n);
	fault_block_unlock(fault);
	return error;
}
