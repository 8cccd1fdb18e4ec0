#include <mcfg/segment.h>

void wire_poke(struct segment *self, int frame);
