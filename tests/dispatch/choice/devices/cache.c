#include <stdio.h>

void cache_disconnect(struct cache *self)
{
	printf("cache disconnects from %s\n", self->args.store ? "something" : "nothing");
}

int cache_get(struct store *self, int drive)
{
	return store_get(container_of(self, struct cache, store)->args.store, drive) + 100000;
}

void cache_store_changed(struct cache *self, unsigned port, int drive)
{
	printf("cache: %d changed at %u\n", drive, port);
	store_up_changed(&self->store, -drive);
}
