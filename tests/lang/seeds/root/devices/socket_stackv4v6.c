#include "show.h"

void socket_stackv4v6_show(struct stackv4v6 *self, unsigned depth)
{
	show(self, depth, "socket_stackv4v6");
}
