#include <mcfg/network.h>

int unikernel_main_start(struct network *network)
{
	network_show(network, 0);
	return 0;
}
