#include <mcfg/block.h>

int app_main_start(struct block *a, struct block *b)
{
	return block_size(a) + block_size(b);
}
