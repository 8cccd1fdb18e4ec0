/*
 * buf.h - buffers for packets and blocks: passed from layer to layer without copying.
 *
 * A buf is a view of some bytes in a block of memory, with room before them (headroom) and behind
 * (tailroom): a layer that sends pushes its header into the headroom, one that receives pulls it
 * off. Several bufs can be views of one block (mcfg_buf_share, mcfg_buf_slice); the block goes back
 * to its pool with the last of them.
 *
 *	block   |  headroom  |  data ... len  |  tailroom  |
 *
 * Ownership. A buf has one owner at a time, who puts it or hands it on:
 *
 *	borrows   the callee looks at it during the call: the caller still owns it
 *	keeps     the same, until a time that is said
 *	takes     the callee owns it from now on, and puts it if it fails, too
 *	gives     the caller owns it from now on
 *
 * A parameter of this type is taken, and a result given, unless it says otherwise. While a block is
 * shared nobody writes to it: its bufs have no room, and mcfg_buf_writable is null.
 *
 * Devices. Every block lies in memory that the platform's devices reach (mcfg_platform_dma_open): a
 * driver hands mcfg_buf_device_address to its ring, and nothing is copied. A block of up to
 * MCFG_DMA_PAGE_BYTES lies in one page; a longer one begins a page and is in one piece for the
 * device, too. In these pages lie bytes of blocks alone: what the pool itself remembers is
 * elsewhere, so that a device, or a domain that a page is granted to, cannot change it. Blocks of
 * exactly a page share it with no other block.
 */
#ifndef MCFG_BUF_H
#define MCFG_BUF_H

#include <mcfg/assert.h>
#include <mcfg/platform.h>
#include <mcfg/sync.h>

struct mcfg_buf {
	unsigned char *data; /* read it; written to through mcfg_buf_writable */
	size_t len;
	struct mcfg_buf *next; /* for the owner: queues */
	struct mcfg_buf_block *block;
};

/* The memory that bufs are views of. */
struct mcfg_buf_block {
	struct mcfg_buf_pool *pool;
	struct mcfg_buf_block *next; /* in the pool, when free */
	unsigned char *low;          /* its first byte; it has the pool's block_bytes */
	unsigned n_views;
	struct mcfg_buf first; /* its first view; the others are the pool's */
};

/* ---- pools ----------------------------------------------------------------------------------- */

struct mcfg_buf_pool_options {
	const char *name;      /* keeps */
	size_t n;              /* blocks */
	size_t block_bytes;    /* of each, headroom included */
	size_t headroom_bytes; /* that a new buf has; at most block_bytes */
	size_t n_views;        /* for sharing, beside the first of each block; 0: n */
};

/* What a pool has seen. */
struct mcfg_buf_counters {
	size_t n_free, least_free; /* blocks: now, and at the worst time */
	size_t n_free_views;
	uint64_t n_gets, n_refused, n_waits; /* refused: there was none; waited for one */
};

struct mcfg_buf_pool {
	struct mcfg_buf_pool_options options;
	struct mcfg_buf_counters counters;
	struct mcfg_buf_block *free;
	struct mcfg_buf *free_views;
	struct mcfg_waiters waiters;
	struct mcfg_buf_block *blocks;
	unsigned char *memory; /* the bytes of all blocks: for devices */
	size_t memory_bytes;
};

/*
 * mcfg_buf_pool_open - a pool with all its blocks; nothing is allocated later.
 *
 * Blocks begin on lines of the cache.
 *
 * Returns 0, or -ENOMEM.
 */
int mcfg_buf_pool_open(struct mcfg_buf_pool *pool, const struct mcfg_buf_pool_options *options);

/* Gives the memory back. All bufs were put. */
void mcfg_buf_pool_close(struct mcfg_buf_pool *pool);

/* The same for a pool whose bufs were handed to others, as the image ends: while they have some, it
 * stays. */
void mcfg_buf_pool_leave(struct mcfg_buf_pool *pool);

/* ---- bufs ------------------------------------------------------------------------------------ */

/* An empty buf, with the pool's headroom; its bytes are not zeroed. Null: there is none. */
struct mcfg_buf *mcfg_buf_get(struct mcfg_buf_pool *pool);

/* The same, but waits for one to be put. Returns 0, -ECANCELED or -ETIMEDOUT. Blocks. */
int mcfg_buf_wait(struct mcfg_buf_pool *pool, struct mcfg_buf **buf);

/* Ends it. Callable from timers and events too. */
void mcfg_buf_put(struct mcfg_buf *buf);

/* Another buf of the same bytes; of `len` of them, from `at` on. Borrow `buf`. Null: no view is
 * left. */
struct mcfg_buf *mcfg_buf_share(const struct mcfg_buf *buf);
struct mcfg_buf *mcfg_buf_slice(const struct mcfg_buf *buf, size_t at, size_t len);

/* Are there other bufs of its block? */
static inline bool mcfg_buf_shared(const struct mcfg_buf *buf)
{
	return buf->block->n_views > 1;
}

/* Does no other block lie in the pages of its block? For those who lend pages to other domains. */
bool mcfg_buf_alone(const struct mcfg_buf *buf);

/* How many bytes can be pushed before, and appended behind. */
size_t mcfg_buf_headroom(const struct mcfg_buf *buf);
size_t mcfg_buf_tailroom(const struct mcfg_buf *buf);

/* Where devices find the first byte; the others follow. */
static inline uint64_t mcfg_buf_device_address(const struct mcfg_buf *buf)
{
	return mcfg_platform_dma_address(buf->data);
}

/* The bytes, to write to; null while the block is shared. */
static inline unsigned char *mcfg_buf_writable(struct mcfg_buf *buf)
{
	return mcfg_buf_shared(buf) ? NULL : buf->data;
}

/* Grow by n <= headroom bytes before the others, n <= tailroom behind. Return the new bytes. */
unsigned char *mcfg_buf_push(struct mcfg_buf *buf, size_t n);
unsigned char *mcfg_buf_append(struct mcfg_buf *buf, size_t n);

/* Takes off the first n <= len bytes, and returns them: they stay where they are. */
static inline const unsigned char *mcfg_buf_pull(struct mcfg_buf *buf, size_t n)
{
	const unsigned char *pulled = buf->data;

	mcfg_assert(n <= buf->len);
	buf->data += n;
	buf->len -= n;
	return pulled;
}

/* Keeps only the first n <= len bytes. */
static inline void mcfg_buf_trim(struct mcfg_buf *buf, size_t n)
{
	mcfg_assert(n <= buf->len);
	buf->len = n;
}

#endif
