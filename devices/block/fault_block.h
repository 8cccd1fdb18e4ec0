/* fault_block.h - a disk with faults. */
#ifndef FAULT_BLOCK_H
#define FAULT_BLOCK_H

#include "../fault/fault_random.h"
#include "fault_cache.h"

#include <mcfg/block.h>
#include <mcfg/task.h>

struct fault_block {
	struct block block;
	struct block *below;
	struct block_info info;
	struct fault_random random;
	double errors, torn; /* fractions of the requests, of the writes */
	uint64_t delay_ns, jitter_ns;
	uint64_t n_requests, cut_at; /* the request at which the power fails; 0: none */
	bool gone;
	struct fault_cache cache;
	struct mcfg_mutex lock;       /* of the cache, where there is one */
	struct mcfg_buf_pool sectors; /* a buf for each one of the cache, and some to copy with */
};

/* What becomes of a request. */
enum fault_fate {
	FAULT_NONE,
	FAULT_ERROR, /* it fails, and does nothing */
	FAULT_TORN,  /* it fails, and does some of it; only of writes */
	FAULT_CUT    /* the power fails meanwhile: the same, and it is the last one */
};

/*
 * fault_block_begin - count a request and keep it waiting as long as it is to take.
 *
 * Returns 0, -ENODEV or as every blocking call. Blocks.
 */
int fault_block_begin(struct fault_block *self, bool is_write, enum fault_fate *fate);

/*
 * The cache is the caller's; where there is none, there is nothing to share. Returns 0, -ENODEV or
 * as every blocking call.
 */
int fault_block_lock(struct fault_block *self);
void fault_block_unlock(struct fault_block *self);

/*
 * Writes each sector of the bufs by itself, to the cache where there is one; of a torn write some
 * of them. Returns 0 or as block_write. Blocks.
 */
int fault_block_put(struct fault_block *self, uint64_t sector, struct mcfg_buf *const *bufs,
                    size_t n, bool torn);

/* Has `n` sectors of the cache written, any of them. Returns 0 or as block_write. Blocks. */
int fault_block_write_back(struct fault_block *self, size_t n);

/* The power fails: some sectors of the cache are written, none stays, and the disk is gone. Blocks.
 */
void fault_block_cut(struct fault_block *self);

#endif
