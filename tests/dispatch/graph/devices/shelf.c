#include <mcfg/store.h>

#include <stdio.h>

int shelf_connect(struct shelf *self, const struct shelf_config *config)
{
	printf("shelf %s, scale %d\n", shelf_config_name(config), (int)shelf_config_scale(config));
	return self ? 0 : -1;
}

int shelf_get(struct store *self, int at)
{
	struct shelf *shelf = container_of(self, struct shelf, store);

	return at * (int)shelf_config_scale(shelf->config);
}

void shelf_disconnect(struct shelf *self)
{
	printf("no shelf %s\n", shelf_config_name(self->config));
}
