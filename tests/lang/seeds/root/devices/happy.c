#include "show.h"

void happy_show(struct happy_eyeballs *self, unsigned depth)
{
	const struct happy *device = container_of(self, struct happy, happy_eyeballs);

	if (!show(self, depth, "happy"))
		return;
	stackv4v6_show(device->args.stackv4v6, depth + 1);
}
