#include "show.h"

void make_disk_show(struct disk_image *self, unsigned depth)
{
	const struct make_disk *device = container_of(self, struct make_disk, disk_image);

	show(self, depth, "make_disk %s %lld", make_disk_config_file(device->config),
	     (long long)make_disk_config_sectors(device->config));
}
