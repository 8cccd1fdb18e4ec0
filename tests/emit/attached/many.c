#include <mcfg/store.h>

int many_main_start(struct store *a, struct store *b)
{
	return store_size(a) + store_size(b);
}
