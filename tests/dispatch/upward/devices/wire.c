#include "wire.h"

#include <stdio.h>

void wire_poke(struct segment *self, int frame)
{
	segment_up_link(self, frame > 0);
	printf("frame %d: %d\n", frame, segment_up_frame(self, frame, 7));
}
