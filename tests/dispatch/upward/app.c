#include <mcfg/network.h>
#include <mcfg/probe.h>

#include <stdio.h>

int app_main_network_frame(unsigned port, int frame, unsigned port_)
{
	printf("app: frame %d at %u, as %u\n", frame, port, port_);
	return 99;
}

void app_main_network_link(unsigned port, bool up)
{
	printf("app: link %s at %u\n", up ? "up" : "down", port);
}

int app_main_start(struct network *network, struct network *network_2, struct probe *probe,
		   struct probe *probe_2)
{
	network_poke(network, 1);
	network_poke(network_2, 2);
	network_poke(network_2, -2);
	printf("seen %d %d\n", probe_seen(probe), probe_seen(probe_2));
	return 0;
}
