#include <mcfg/store.h>

int app_main_start(struct store *a, struct store *b, struct store *c, struct store *d)
{
	return store_size(a) + store_size(b) + store_size(c) + store_size(d);
}
