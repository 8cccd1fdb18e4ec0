/* What becomes of the requests to a disk with faults. See fault_block.h. */
#include "fault_block.h"

#include <errno.h>
#include <string.h>

/* ---- fates ----------------------------------------------------------------------------------- */

static int wait_some(struct fault_block *self)
{
	uint64_t wait_ns = self->delay_ns;

	if (self->jitter_ns > 0)
		wait_ns += fault_random_below(&self->random, self->jitter_ns);
	return wait_ns > 0 ? task_sleep_ns(wait_ns) : 0;
}

int fault_block_begin(struct fault_block *self, bool is_write, enum fault_fate *fate)
{
	int error = self->gone ? -ENODEV : wait_some(self);

	*fate = FAULT_NONE;
	if (error)
		return error;
	if (self->gone)
		return -ENODEV;
	if (++self->n_requests == self->cut_at)
		*fate = FAULT_CUT;
	else if (fault_random_hits(&self->random, self->errors))
		*fate = FAULT_ERROR;
	else if (is_write && fault_random_hits(&self->random, self->torn))
		*fate = FAULT_TORN;
	return 0;
}

/* The power may have failed while it waited. */
int fault_block_lock(struct fault_block *self)
{
	int error = self->cache.room ? mcfg_mutex_lock(&self->lock) : 0;

	if (error || !self->gone)
		return error;
	fault_block_unlock(self);
	return -ENODEV;
}

void fault_block_unlock(struct fault_block *self)
{
	if (self->cache.room)
		mcfg_mutex_unlock(&self->lock);
}

/* ---- the cache ------------------------------------------------------------------------------- */

/*
 * Writes the one at an index, to its end: a write that was given up on could come to the disk after
 * a later one of the same sector.
 */
static int write_one(struct fault_block *self, size_t at)
{
	const struct fault_cached *item = &self->cache.items[at];
	struct mcfg_shield shield;
	int error;

	task_shield_begin(&shield);
	error = block_write(self->below, item->sector, &item->buf, 1);
	task_shield_end(&shield);
	if (!error)
		fault_cache_drop(&self->cache, at);
	return error;
}

static size_t any(struct fault_block *self)
{
	return (size_t)fault_random_below(&self->random, self->cache.n);
}

int fault_block_write_back(struct fault_block *self, size_t n)
{
	int error = 0;

	while (n-- > 0 && self->cache.n > 0 && !error)
		error = write_one(self, any(self));
	return error;
}

void fault_block_cut(struct fault_block *self)
{
	self->gone = true;
	while (self->cache.n > 0)
		if (!fault_random_hits(&self->random, 0.5) || write_one(self, self->cache.n - 1))
			fault_cache_drop(&self->cache, self->cache.n - 1);
}

/* ---- sectors --------------------------------------------------------------------------------- */

/* Takes the buf. */
static int to_cache(struct fault_block *self, uint64_t sector, struct mcfg_buf *buf)
{
	int error = 0;

	if (self->cache.n == self->cache.room && !fault_cache_has(&self->cache, sector))
		error = write_one(self, any(self));
	if (error)
		mcfg_buf_put(buf);
	else
		fault_cache_put(&self->cache, sector, buf);
	return error;
}

static int put_sector(struct fault_block *self, uint64_t sector, const unsigned char *bytes)
{
	struct mcfg_buf *copy;
	int error = mcfg_buf_wait(&self->sectors, &copy);

	if (error)
		return error;
	memcpy(mcfg_buf_append(copy, self->info.sector_bytes), bytes, self->info.sector_bytes);
	if (self->cache.room)
		return to_cache(self, sector, copy);
	error = block_write(self->below, sector, &copy, 1);
	mcfg_buf_put(copy);
	return error;
}

int fault_block_put(struct fault_block *self, uint64_t sector, struct mcfg_buf *const *bufs,
                    size_t n, bool torn)
{
	int error = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t at = 0; at < bufs[i]->len && !error; at += self->info.sector_bytes) {
			if (!torn || fault_random_hits(&self->random, 0.5))
				error = put_sector(self, sector, bufs[i]->data + at);
			sector++;
		}
	return error;
}
