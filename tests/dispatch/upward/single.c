#include <mcfg/probe.h>
#include <mcfg/segment.h>

#include <stdio.h>

int single_main_segment_frame(unsigned port, int frame, unsigned port_)
{
	return (int)port + frame + (int)port_;
}

void single_main_segment_link(unsigned port, bool up)
{
	printf("link %u %d\n", port, up);
}

int single_main_start(struct segment *segment, struct probe *probe)
{
	segment_poke(segment, 5);
	printf("seen %d\n", probe_seen(probe));
	return 0;
}
