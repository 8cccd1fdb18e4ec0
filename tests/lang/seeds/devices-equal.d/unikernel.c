#include <mcfg/ethernet.h>

int unikernel_main_start(struct ethernet *ethernet, struct ethernet *ethernet_2,
                         struct ethernet *ethernet_3)
{
	ethernet_show(ethernet, 0);
	ethernet_show(ethernet_2, 0);
	ethernet_show(ethernet_3, 0);
	return 0;
}
