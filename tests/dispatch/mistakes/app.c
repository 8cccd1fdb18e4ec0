#include <mcfg/store.h>

int app_main_start(struct store *store)
{
	return store_get(store, 0);
}
