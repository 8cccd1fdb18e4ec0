/* fault_cache.h - sectors that were written and lie in memory, in the order of their numbers. */
#ifndef FAULT_CACHE_H
#define FAULT_CACHE_H

#include <mcfg/buf.h>

struct fault_cached {
	uint64_t sector;
	struct mcfg_buf *buf; /* the sector's bytes */
};

struct fault_cache {
	struct fault_cached *items;
	size_t n, room; /* without room there is no cache */
};

/* Room for so many sectors. Returns 0 or -ENOMEM. Closing puts the bufs. */
int fault_cache_open(struct fault_cache *cache, size_t room);
void fault_cache_close(struct fault_cache *cache);

/* The index of the first of the sectors from `sector` on; cache->n: there is none. */
size_t fault_cache_find(const struct fault_cache *cache, uint64_t sector);

/* Takes the buf as the sector's content, in the place of what it was. There is room for it. */
void fault_cache_put(struct fault_cache *cache, uint64_t sector, struct mcfg_buf *buf);

/* Has it that sector? */
bool fault_cache_has(const struct fault_cache *cache, uint64_t sector);

/* Forgets the one at an index; the n sectors from `sector` on. */
void fault_cache_drop(struct fault_cache *cache, size_t at);
void fault_cache_drop_range(struct fault_cache *cache, uint64_t sector, uint64_t n);

#endif
