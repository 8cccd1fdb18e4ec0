#include "show.h"

void socket_stackv4_show(struct stackv4 *self, unsigned depth)
{
	show(self, depth, "socket_stackv4");
}
