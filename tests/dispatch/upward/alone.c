#include <mcfg/poker.h>

int alone_main_start(struct poker *poker)
{
	poker_poke_it(poker, 3);
	return 0;
}
