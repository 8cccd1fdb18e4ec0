#include <mcfg/block.h>
#include <mcfg/time.h>

int unikernel_main_start(struct time *time, struct block *block)
{
	(void)time;
	block_show(block, 0);
	return 0;
}
