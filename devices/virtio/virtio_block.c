/* A disk of a virtio machine: its operations. What is asked of it is in virtio_disk.h. */
#include "virtio_block.h"

#include "../block/block_check.h"

static struct virtio_disk *disk_of(struct block *self)
{
	return &container_of(self, struct virtio_block, block)->disk;
}

int virtio_block_connect(struct virtio_block *self, const struct virtio_block_config *config)
{
	return virtio_disk_open(&self->disk, virtio_block_config_name(config));
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
