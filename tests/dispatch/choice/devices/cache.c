#include <stdio.h>

void cache_disconnect(struct cache *self)
{
	printf("cache disconnects from %s\n", self->args.store ? "something" : "nothing");
}

int cache_get(struct store *self, int block)
{
	return store_get(container_of(self, struct cache, store)->args.store, block) + 100000;
}

void cache_store_changed(struct cache *self, unsigned port, int block)
{
	printf("cache: %d changed at %u\n", block, port);
	store_up_changed(&self->store, -block);
}
