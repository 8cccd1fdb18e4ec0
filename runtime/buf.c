/* Buffers and their pools. See <mcfg/buf.h>. */
#include <mcfg/buf.h>

#include "announce.h"
#include "waiters.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES = 64, PAGE_BYTES = MCFG_DMA_PAGE_BYTES };

/* ---- layout ---------------------------------------------------------------------------------- */

static size_t round_up(size_t bytes, size_t unit)
{
	return (bytes + unit - 1) & ~(unit - 1);
}

/* How many blocks share a page; 0: one takes several. */
static size_t blocks_per_page(size_t block_bytes)
{
	size_t lines = round_up(block_bytes ? block_bytes : 1, LINE_BYTES);

	return PAGE_BYTES / lines;
}

/* Where the i-th block begins: on a line, and not across the border of a page. */
static size_t offset_of(size_t i, size_t block_bytes)
{
	size_t per_page = blocks_per_page(block_bytes);

	if (per_page == 0)
		return i * round_up(block_bytes, PAGE_BYTES);
	return i / per_page * PAGE_BYTES + i % per_page * round_up(block_bytes, LINE_BYTES);
}

/* Of the memory for n blocks; 0: it is more than there can be. */
static size_t bytes_of(const struct mcfg_buf_pool_options *options)
{
	size_t n = options->n, most = SIZE_MAX / 2 / (n ? n : 1);

	if (most < PAGE_BYTES || options->block_bytes > most - PAGE_BYTES)
		return 0;
	if (n == 0 || options->block_bytes == 0)
		return PAGE_BYTES;
	return round_up(offset_of(n - 1, options->block_bytes) + options->block_bytes, PAGE_BYTES);
}

static unsigned char *high(const struct mcfg_buf_block *block)
{
	return block->low + block->pool->options.block_bytes;
}

/* ---- pools ----------------------------------------------------------------------------------- */

static void release_block(struct mcfg_buf_pool *pool, struct mcfg_buf_block *block)
{
	block->next = pool->free;
	pool->free = block;
	pool->counters.n_free++;
	announce_hide(block->low, pool->options.block_bytes);
}

static void release_view(struct mcfg_buf_pool *pool, struct mcfg_buf *view)
{
	view->next = pool->free_views;
	pool->free_views = view;
	pool->counters.n_free_views++;
}

/* Memory for the bytes, and memory for what is known of them: the blocks, behind them the views. */
static int allocate(struct mcfg_buf_pool *pool, size_t n_views)
{
	size_t n = pool->options.n;

	pool->memory_bytes = bytes_of(&pool->options);
	if (pool->memory_bytes == 0 || n_views > SIZE_MAX / 2 / sizeof(struct mcfg_buf))
		return -ENOMEM;
	pool->memory = mcfg_platform_dma_open(pool->memory_bytes);
	pool->blocks = malloc(n * sizeof *pool->blocks + n_views * sizeof(struct mcfg_buf));
	if (pool->memory && (pool->blocks || n + n_views == 0))
		return 0;
	if (pool->memory)
		mcfg_platform_dma_close(pool->memory, pool->memory_bytes);
	free(pool->blocks);
	return -ENOMEM;
}

int mcfg_buf_pool_open(struct mcfg_buf_pool *pool, const struct mcfg_buf_pool_options *options)
{
	size_t n_views = options->n_views ? options->n_views : options->n;

	mcfg_assert(options->headroom_bytes <= options->block_bytes);
	*pool = (struct mcfg_buf_pool){ .options = *options };
	if (allocate(pool, n_views))
		return -ENOMEM;
	for (size_t i = options->n; i-- > 0;) {
		struct mcfg_buf_block *block = &pool->blocks[i];

		block->pool = pool;
		block->low = pool->memory + offset_of(i, options->block_bytes);
		release_block(pool, block);
	}
	for (size_t i = n_views; i-- > 0;)
		release_view(pool, (struct mcfg_buf *)(void *)(pool->blocks + options->n) + i);
	pool->counters.least_free = options->n;
	return 0;
}

void mcfg_buf_pool_close(struct mcfg_buf_pool *pool)
{
	mcfg_assert(pool->counters.n_free == pool->options.n && !pool->waiters.first);
	announce_show(pool->memory, pool->memory_bytes);
	mcfg_platform_dma_close(pool->memory, pool->memory_bytes);
	free(pool->blocks);
}

void mcfg_buf_pool_leave(struct mcfg_buf_pool *pool)
{
	if (pool->counters.n_free == pool->options.n)
		mcfg_buf_pool_close(pool);
}

/* ---- bufs ------------------------------------------------------------------------------------ */

static struct mcfg_buf *begin(struct mcfg_buf_block *block)
{
	struct mcfg_buf_pool *pool = block->pool;
	struct mcfg_buf *buf = &block->first;

	pool->counters.n_gets++;
	announce_show(block->low, pool->options.block_bytes);
	block->n_views = 1;
	*buf =
	    (struct mcfg_buf){ .data = block->low + pool->options.headroom_bytes, .block = block };
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

bool mcfg_buf_alone(const struct mcfg_buf *buf)
{
	return blocks_per_page(buf->block->pool->options.block_bytes) <= 1;
}

size_t mcfg_buf_headroom(const struct mcfg_buf *buf)
{
	return mcfg_buf_shared(buf) ? 0 : (size_t)(buf->data - buf->block->low);
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
