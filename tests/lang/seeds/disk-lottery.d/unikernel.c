#include <mcfg/block.h>
#include <mcfg/random.h>

int unikernel_main_start(struct block *block, struct random *random)
{
	block_show(block, 0);
	(void)random;
	return 0;
}
