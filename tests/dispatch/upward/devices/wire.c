#include "wire.h"

#include <stdio.h>

void wire_poke(struct network *self, int frame)
{
	network_up_link(self, frame > 0);
	printf("frame %d: %d\n", frame, network_up_frame(self, frame, 7));
}
