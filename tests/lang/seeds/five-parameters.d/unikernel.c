#include <mcfg/block.h>

int unikernel_main_start(struct block *block, struct block *block_2)
{
	block_show(block, 0);
	block_show(block_2, 0);
	return 0;
}
