#include <mcfg/network.h>

int unikernel_main_start(struct network *network, struct network *network_2)
{
	network_show(network, 0);
	network_show(network_2, 0);
	return 0;
}
