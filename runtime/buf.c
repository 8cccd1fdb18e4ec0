/* Buffers and their pools. See <mcfg/buf.h>. */
#include <mcfg/buf.h>

#include "announce.h"
#include "waiters.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 64 };

static size_t round_up(size_t bytes)
{
	return (bytes + LINE_BYTES - 1) & ~(size_t)(LINE_BYTES - 1);
}

/* ---- layout: a block's bytes follow its struct, on a line of their own --------------------------
 */

static size_t head_bytes(void)
{
	return round_up(sizeof(struct mcfg_buf_block));
}

static size_t stride(const struct mcfg_buf_pool_options *options)
{
	return head_bytes() + round_up(options->block_bytes);
}

static unsigned char *low(const struct mcfg_buf_block *block)
{
	return (unsigned char *)(uintptr_t)block + head_bytes();
}

static unsigned char *high(const struct mcfg_buf_block *block)
{
	return low(block) + block->pool->options.block_bytes;
}

/* ---- pools ------------------------------------------------------------------------------------
 */

static void release_block(struct mcfg_buf_pool *pool, struct mcfg_buf_block *block)
{
	block->next = pool->free;
	pool->free = block;
	pool->counters.n_free++;
	announce_hide(low(block), pool->options.block_bytes);
}

static void release_view(struct mcfg_buf_pool *pool, struct mcfg_buf *view)
{
	view->next = pool->free_views;
	pool->free_views = view;
	pool->counters.n_free_views++;
}

int mcfg_buf_pool_open(struct mcfg_buf_pool *pool, const struct mcfg_buf_pool_options *options)
{
	size_t n_views = options->n_views ? options->n_views : options->n;
	size_t blocks_bytes = options->n * stride(options);
	char *memory;

	mcfg_assert(options->headroom_bytes <= options->block_bytes);
	memory =
	    aligned_alloc(LINE_BYTES, blocks_bytes + round_up(n_views * sizeof(struct mcfg_buf)));
	if (!memory)
		return -ENOMEM;
	*pool = (struct mcfg_buf_pool){ .options = *options, .memory = memory };
	for (size_t i = options->n; i-- > 0;) {
		struct mcfg_buf_block *block = (void *)(memory + i * stride(options));

		block->pool = pool;
		release_block(pool, block);
	}
	for (size_t i = n_views; i-- > 0;)
		release_view(pool, (struct mcfg_buf *)(void *)(memory + blocks_bytes) + i);
	pool->counters.least_free = options->n;
	return 0;
}

void mcfg_buf_pool_close(struct mcfg_buf_pool *pool)
{
	mcfg_assert(pool->counters.n_free == pool->options.n && !pool->waiters.first);
	announce_show(pool->memory, pool->options.n * stride(&pool->options));
	free(pool->memory);
}

/* ---- bufs -------------------------------------------------------------------------------------
 */

static struct mcfg_buf *begin(struct mcfg_buf_block *block)
{
	struct mcfg_buf_pool *pool = block->pool;
	struct mcfg_buf *buf = &block->first;

	pool->counters.n_gets++;
	announce_show(low(block), pool->options.block_bytes);
	block->n_views = 1;
	*buf =
	    (struct mcfg_buf){ .data = low(block) + pool->options.headroom_bytes, .block = block };
	return buf;
}

static struct mcfg_buf *take_block(struct mcfg_buf_pool *pool)
{
	struct mcfg_buf_block *block = pool->free;

	if (!block)
		return NULL;
	pool->free = block->next;
	if (--pool->counters.n_free < pool->counters.least_free)
		pool->counters.least_free = pool->counters.n_free;
	return begin(block);
}

struct mcfg_buf *mcfg_buf_get(struct mcfg_buf_pool *pool)
{
	struct mcfg_buf *buf = take_block(pool);

	pool->counters.n_refused += !buf;
	return buf;
}

int mcfg_buf_wait(struct mcfg_buf_pool *pool, struct mcfg_buf **buf)
{
	*buf = take_block(pool);
	if (*buf)
		return 0;
	pool->counters.n_waits++;
	return mcfg_waiters_wait(&pool->waiters, buf);
}

/* The first view lives in the block, and so as long as that. */
void mcfg_buf_put(struct mcfg_buf *buf)
{
	struct mcfg_buf_block *block = buf->block;
	struct mcfg_buf_pool *pool = block->pool;
	const struct mcfg_waiting *waiting;

	mcfg_assert(block->n_views > 0);
	if (buf != &block->first)
		release_view(pool, buf);
	if (--block->n_views > 0)
		return;
	waiting = mcfg_waiters_serve(&pool->waiters, 0);
	if (waiting)
		*(struct mcfg_buf **)waiting->item = begin(block);
	else
		release_block(pool, block);
}

struct mcfg_buf *mcfg_buf_slice(const struct mcfg_buf *buf, size_t at, size_t len)
{
	struct mcfg_buf_pool *pool = buf->block->pool;
	struct mcfg_buf *view = pool->free_views;

	mcfg_assert(at <= buf->len && len <= buf->len - at);
	if (!view)
		return NULL;
	pool->free_views = view->next;
	pool->counters.n_free_views--;
	buf->block->n_views++;
	*view = (struct mcfg_buf){ .data = buf->data + at, .len = len, .block = buf->block };
	return view;
}

struct mcfg_buf *mcfg_buf_share(const struct mcfg_buf *buf)
{
	return mcfg_buf_slice(buf, 0, buf->len);
}

size_t mcfg_buf_headroom(const struct mcfg_buf *buf)
{
	return mcfg_buf_shared(buf) ? 0 : (size_t)(buf->data - low(buf->block));
}

size_t mcfg_buf_tailroom(const struct mcfg_buf *buf)
{
	return mcfg_buf_shared(buf) ? 0 : (size_t)(high(buf->block) - buf->data) - buf->len;
}

unsigned char *mcfg_buf_push(struct mcfg_buf *buf, size_t n)
{
	mcfg_assert(n <= mcfg_buf_headroom(buf));
	buf->data -= n;
	buf->len += n;
	return buf->data;
}

unsigned char *mcfg_buf_append(struct mcfg_buf *buf, size_t n)
{
	unsigned char *end = buf->data + buf->len;

	mcfg_assert(n <= mcfg_buf_tailroom(buf));
	buf->len += n;
	return end;
}
