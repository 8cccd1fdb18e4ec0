#include <mcfg/store.h>

#include <stdio.h>

int pair_get(struct store *self, int at)
{
	struct pair *pair = container_of(self, struct pair, store);

	return store_get(pair->args.store, at) + store_get(pair->args.store_2, at);
}

void pair_disconnect(struct pair *self)
{
	printf("no pair of %d\n", store_get(self->args.store, 1));
}
