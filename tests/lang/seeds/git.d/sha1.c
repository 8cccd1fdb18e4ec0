#include "root/devices/show.h"

void sha1_show(struct hash *self, unsigned depth)
{
	show(self, depth, "sha1");
}
