/* What a disk's backend says of itself, in the store. Nothing of it is trusted. See xen_disk.h. */
#include "xen_disk.h"

#include <errno.h>
#include <stdlib.h>

enum { IS_READ_ONLY = 4, MOST_INDIRECT = 512, MOST_SECTOR_BYTES = MCFG_DMA_PAGE_BYTES };

/* A number that may be missing: what is missing, or makes no sense, is `usual`. */
static int read_number(struct xen_disk *disk, const char *name, uint64_t most, uint64_t usual,
                       uint64_t *value)
{
	int error = xen_store_read_number(NULL, disk->bus.backend, name, most, value);

	if (error != -ENOENT && error != -EINVAL)
		return error;
	*value = usual;
	return 0;
}

static int read_flag(struct xen_disk *disk, const char *name, bool *flag)
{
	uint64_t value;
	int error = read_number(disk, name, 1, 0, &value);

	*flag = !error && value;
	return error;
}

int xen_disk_read_ring_pages(struct xen_disk *disk, size_t *n_pages)
{
	uint64_t order;
	int error = read_number(disk, "max-ring-page-order", 30, 0, &order);

	*n_pages = 1;
	while (!error && *n_pages < XEN_DISK_RING_PAGES && order-- > 0)
		*n_pages *= 2;
	return error;
}

/* ---- the disk -------------------------------------------------------------------------------- */

/* One that must be there. */
static int read_fact(struct xen_disk *disk, const char *name, uint64_t most, uint64_t *value)
{
	int error = xen_store_read_number(NULL, disk->bus.backend, name, most, value);

	return error == -ENOENT || error == -EINVAL ? -EPROTO : error;
}

static int read_mode(struct xen_disk *disk, bool *read_only)
{
	char *mode;
	int error = xen_store_read(NULL, disk->bus.backend, "mode", &mode, NULL);

	if (error)
		return error == -ENOENT ? 0 : error;
	*read_only |= mode[0] == 'r';
	free(mode);
	return 0;
}

static int read_info(struct xen_disk *disk, struct block_info *info)
{
	uint64_t sector, sectors, bits;
	int error = read_fact(disk, "sector-size", UINT32_MAX, &sector);

	if (!error)
		error = read_fact(disk, "sectors", UINT64_MAX / XEN_DISK_SECTOR_BYTES, &sectors);
	if (!error)
		error = read_number(disk, "info", UINT32_MAX, 0, &bits);
	if (error)
		return error;
	if (sector < XEN_DISK_SECTOR_BYTES || sector > MOST_SECTOR_BYTES || (sector & (sector - 1)))
		return -EPROTONOSUPPORT;
	info->sector_bytes = (uint32_t)sector;
	info->n_sectors = sectors * XEN_DISK_SECTOR_BYTES / sector;
	info->read_only = disk->read_only || (bits & IS_READ_ONLY);
	return read_mode(disk, &info->read_only);
}

/* ---- what it can do -------------------------------------------------------------------------- */

static int read_segments(struct xen_disk *disk, uint32_t *segments)
{
	uint64_t most;
	int error = read_number(disk, "feature-max-indirect-segments", UINT32_MAX, 0, &most);

	*segments = most > XEN_DISK_PLAIN
	                ? (uint32_t)(most < XEN_DISK_SEGMENTS ? most : XEN_DISK_SEGMENTS)
	                : XEN_DISK_PLAIN;
	return error;
}

/* The units in which it discards; where they make no sense, sectors. */
static int read_discard(struct xen_disk *disk, struct xen_disk_offer *offer)
{
	uint64_t unit, first, sector = offer->info.sector_bytes;
	int error = read_flag(disk, "feature-discard", &offer->info.can_discard);

	if (!error)
		error = read_number(disk, "discard-granularity", UINT32_MAX, sector, &unit);
	if (!error)
		error = read_number(disk, "discard-alignment", UINT32_MAX, 0, &first);
	if (error)
		return error;
	if (unit < sector || unit % sector || first % sector)
		unit = sector;
	offer->info.can_discard &= !offer->info.read_only;
	offer->discard_unit = unit / sector;
	offer->discard_first = first % unit / sector;
	return 0;
}

int xen_disk_read_offer(struct xen_disk *disk, struct xen_disk_offer *offer)
{
	int error;

	*offer = (struct xen_disk_offer){ 0 };
	if ((error = read_info(disk, &offer->info)) ||
	    (error = read_segments(disk, &offer->segments)) ||
	    (error = read_flag(disk, "feature-flush-cache", &offer->can_flush)) ||
	    (error = read_flag(disk, "feature-barrier", &offer->has_barrier)))
		return error;
	if (offer->info.read_only)
		offer->can_flush = offer->has_barrier = false; /* nothing is written */
	return read_discard(disk, offer);
}
