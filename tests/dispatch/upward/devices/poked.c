#include "wire.h"

void poked_wire_poke(struct segment *self, int frame)
{
	wire_poke(self, frame);
}

void poked_wire_poke_it(struct poker *self, int frame)
{
	poked_wire_poke(&container_of(self, struct poked_wire, poked.poker)->poked.segment, frame);
}
