#include <stdio.h>

int disk_connect(struct disk *self, const struct disk_config *config)
{
	printf("disk %s connects\n", disk_config_path(config));
	return config != self->config;
}

void disk_disconnect(struct disk *self)
{
	printf("disk %s disconnects\n", disk_config_path(self->config));
}

int disk_get(struct store *self, int drive)
{
	store_up_changed(self, drive);
	return drive + 1000;
}

int disk_size(struct drive *self)
{
	return self == NULL;
}
