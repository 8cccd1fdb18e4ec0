/* A disk of a virtio machine: its operations. What is asked of it is in virtio_disk.h. */
#include "virtio_block.h"

#include "../block/block_check.h"
#include "virtio_place.h"

#include <errno.h>
#include <mcfg/log.h>
#include <string.h>

static MCFG_LOG(block_log, "block.virtio");

static struct virtio_disk *disk_of(struct block *self)
{
	return &container_of(self, struct virtio_block, block)->disk;
}

/* Has nobody given it a name? Firecracker says numbers of its own. */
static bool is_nameless(struct virtio_disk *disk)
{
	char name[VIRTIO_DISK_NAME_BYTES];

	if (virtio_disk_name(disk, name))
		return true;
	for (size_t i = 0; i < sizeof name && name[i]; i++)
		if (name[i] < '0' || name[i] > '9')
			return false;
	return true;
}

/* A disk without a name is the one that the configuration has at its place. */
static int open_place(struct virtio_disk *disk, const char *name)
{
	char text[VIRTIO_PLACE_BYTES];
	const char *place = virtio_place("disk", name, text);
	int error = place ? virtio_disk_open(disk, place) : -ENODEV;

	if (error || is_nameless(disk))
		return error;
	virtio_disk_close(disk);
	return -ENODEV;
}

int virtio_block_connect(struct virtio_block *self, const struct virtio_block_config *config)
{
	const char *name = virtio_block_config_name(config);
	int error = virtio_disk_open(&self->disk, name);

	if (error == -ENODEV)
		error = open_place(&self->disk, name);
	if (error == -ENODEV)
		mcfg_log_error(&block_log, "the machine has no disk `%s`", name);
	else if (error)
		mcfg_log_error(&block_log, "disk `%s`: %s", name, strerror(-error));
	return error;
}

void virtio_block_disconnect(struct virtio_block *self)
{
	virtio_disk_close(&self->disk);
}

void virtio_block_info(struct block *self, struct block_info *info)
{
	*info = disk_of(self)->info;
}

int virtio_block_read(struct block *self, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	struct virtio_disk *disk = disk_of(self);
	uint64_t n_sectors;
	int error = block_check_read(&disk->info, sector, bufs, n, &n_sectors);

	if (error || n_sectors == 0)
		return error;
	return virtio_disk_transfer(disk, VIRTIO_DISK_READ, sector, bufs, n);
}

int virtio_block_write(struct block *self, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	struct virtio_disk *disk = disk_of(self);
	uint64_t n_sectors;
	int error = block_check_write(&disk->info, sector, bufs, n, &n_sectors);

	if (error || n_sectors == 0)
		return error;
	return virtio_disk_transfer(disk, VIRTIO_DISK_WRITE, sector, bufs, n);
}

int virtio_block_flush(struct block *self)
{
	return virtio_disk_flush(disk_of(self));
}

int virtio_block_discard(struct block *self, uint64_t sector, uint64_t n)
{
	struct virtio_disk *disk = disk_of(self);
	int error = block_check_discard(&disk->info, sector, n);

	return error || n == 0 ? error : virtio_disk_discard(disk, sector, n);
}
