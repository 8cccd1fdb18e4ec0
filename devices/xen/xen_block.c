/* A disk of a domain of Xen: its operations. What is asked of it is in xen_disk.h. */
#include "xen_block.h"

#include "../block/block_check.h"

static struct xen_disk *disk_of(struct block *self)
{
	return &container_of(self, struct xen_block, block)->disk;
}

int xen_block_connect(struct xen_block *self, const struct xen_block_config *config)
{
	self->disk = (struct xen_disk){ .read_only = xen_block_config_read_only(config),
		                        .persistent = xen_block_config_block_persistent(config),
		                        .return_ns = xen_block_config_block_return_ns(config) };
	return xen_disk_open(&self->disk, xen_block_config_name(config));
}

void xen_block_disconnect(struct xen_block *self)
{
	xen_disk_close(&self->disk);
}

void xen_block_info(struct block *self, struct block_info *info)
{
	*info = disk_of(self)->info;
}

int xen_block_read(struct block *self, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	struct xen_disk *disk = disk_of(self);
	uint64_t n_sectors;
	int error = block_check_read(&disk->info, sector, bufs, n, &n_sectors);

	if (error || n_sectors == 0)
		return error;
	return xen_disk_transfer(disk, XEN_DISK_READ, sector, bufs, n);
}

int xen_block_write(struct block *self, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	struct xen_disk *disk = disk_of(self);
	uint64_t n_sectors;
	int error = block_check_write(&disk->info, sector, bufs, n, &n_sectors);

	if (error || n_sectors == 0)
		return error;
	return xen_disk_transfer(disk, XEN_DISK_WRITE, sector, bufs, n);
}

int xen_block_flush(struct block *self)
{
	return xen_disk_flush(disk_of(self));
}

int xen_block_discard(struct block *self, uint64_t sector, uint64_t n)
{
	struct xen_disk *disk = disk_of(self);
	int error = block_check_discard(&disk->info, sector, n);

	return error || n == 0 ? error : xen_disk_discard(disk, sector, n);
}
