#include <mcfg/network.h>

void wire_poke(struct network *self, int frame);
