#include <mcfg/store.h>

#include <stdio.h>

int app_main_start(struct store *store, struct store *store_2)
{
	printf("%d %d\n", store_get(store, 1), store_get(store_2, 2));
	return 0;
}
