#include <mcfg/store.h>

#include <stdio.h>

void app_main_store_changed(unsigned port, int drive)
{
	printf("app: %d changed at %u\n", drive, port);
}

int app_main_start(struct store *store, struct store *store_2)
{
	printf("got %d\n", store_get(store, 1));
	printf("got %d\n", store_get(store_2, 2));
	return 0;
}

int app_other_start(void)
{
	printf("other\n");
	return 0;
}
