#include <mcfg/probe.h>
#include <mcfg/segment.h>

#include <stdio.h>

int app_main_segment_frame(unsigned port, int frame, unsigned port_)
{
	printf("app: frame %d at %u, as %u\n", frame, port, port_);
	return 99;
}

void app_main_segment_link(unsigned port, bool up)
{
	printf("app: link %s at %u\n", up ? "up" : "down", port);
}

int app_main_start(struct segment *segment, struct segment *segment_2, struct probe *probe,
                   struct probe *probe_2)
{
	segment_poke(segment, 1);
	segment_poke(segment_2, 2);
	segment_poke(segment_2, -2);
	printf("seen %d %d\n", probe_seen(probe), probe_seen(probe_2));
	return 0;
}
