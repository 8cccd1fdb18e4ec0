#include "show.h"

void list_packages_show(struct app_info *self, unsigned depth)
{
	show(self, depth, "list_packages");
}
