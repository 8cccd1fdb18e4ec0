/* Sectors that were written and lie in memory. See fault_cache.h. */
#include "fault_cache.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int fault_cache_open(struct fault_cache *cache, size_t room)
{
	*cache = (struct fault_cache){ .room = room };
	if (room == 0)
		return 0;
	cache->items = calloc(room, sizeof *cache->items);
	return cache->items ? 0 : -ENOMEM;
}

void fault_cache_close(struct fault_cache *cache)
{
	while (cache->n > 0)
		fault_cache_drop(cache, cache->n - 1);
	free(cache->items);
}

size_t fault_cache_find(const struct fault_cache *cache, uint64_t sector)
{
	size_t low = 0, high = cache->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cache->items[middle].sector < sector)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool fault_cache_has(const struct fault_cache *cache, uint64_t sector)
{
	size_t at = fault_cache_find(cache, sector);

	return at < cache->n && cache->items[at].sector == sector;
}

void fault_cache_put(struct fault_cache *cache, uint64_t sector, struct mcfg_buf *buf)
{
	size_t at = fault_cache_find(cache, sector);
	struct fault_cached *item = &cache->items[at];

	if (at < cache->n && item->sector == sector) {
		mcfg_buf_put(item->buf);
	} else {
		mcfg_assert(cache->n < cache->room);
		memmove(item + 1, item, (cache->n - at) * sizeof *item);
		cache->n++;
	}
	*item = (struct fault_cached){ sector, buf };
}

void fault_cache_drop(struct fault_cache *cache, size_t at)
{
	struct fault_cached *item = &cache->items[at];

	mcfg_buf_put(item->buf);
	cache->n--;
	memmove(item, item + 1, (cache->n - at) * sizeof *item);
}

void fault_cache_drop_range(struct fault_cache *cache, uint64_t sector, uint64_t n)
{
	size_t at = fault_cache_find(cache, sector);

	while (at < cache->n && cache->items[at].sector - sector < n)
		fault_cache_drop(cache, at);
}
