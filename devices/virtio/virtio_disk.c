/* Opening and closing a disk of a virtio machine. See virtio_disk.h. */
#include "virtio_disk.h"

#include <errno.h>
#include <mcfg/base.h>
#include <mcfg/endian.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ENTRIES = 256 };

enum feature {
	HAS_SIZE_MAX = 1 << 1,
	HAS_SEG_MAX = 1 << 2,
	IS_READ_ONLY = 1 << 5,
	HAS_SECTOR = 1 << 6,
	CAN_FLUSH = 1 << 9,
	CAN_DISCARD = 1 << 13,
	ALL = HAS_SIZE_MAX | HAS_SEG_MAX | IS_READ_ONLY | HAS_SECTOR | CAN_FLUSH | CAN_DISCARD
};

/* Where in the configuration. */
enum { CAPACITY = 0, SIZE_MAX_AT = 8, SEG_MAX_AT = 12, SECTOR_AT = 20, DISCARD_AT = 36 };

/* ---- what it is ------------------------------------------------------------------------------ */

/* A number of the configuration that a feature comes with; else `usual`. */
static int read_number(struct virtio_disk *disk, uint64_t feature, size_t at, uint32_t usual,
                       uint32_t *value)
{
	unsigned char bytes[4];
	int error;

	*value = usual;
	if (!(disk->device.features & feature))
		return 0;
	error = virtio_read_config(&disk->device, at, bytes, sizeof bytes);
	if (!error)
		*value = mcfg_get_le32(bytes);
	return error;
}

/* Sectors that the interface cannot have are none: then they are the disk's own. */
static bool is_sector(uint32_t bytes)
{
	return bytes >= VIRTIO_DISK_SECTOR_BYTES && bytes <= 1 << 20 && (bytes & (bytes - 1)) == 0;
}

static int measure(struct virtio_disk *disk)
{
	struct block_info *info = &disk->info;
	unsigned char capacity[8];
	uint32_t sector;
	int error = virtio_read_config(&disk->device, CAPACITY, capacity, sizeof capacity);

	if (!error)
		error = read_number(disk, HAS_SECTOR, SECTOR_AT, VIRTIO_DISK_SECTOR_BYTES, &sector);
	if (error)
		return error;
	if (mcfg_get_le64(capacity) > UINT64_MAX / VIRTIO_DISK_SECTOR_BYTES)
		return -EPROTONOSUPPORT;
	info->sector_bytes = is_sector(sector) ? sector : VIRTIO_DISK_SECTOR_BYTES;
	info->n_sectors = mcfg_get_le64(capacity) * VIRTIO_DISK_SECTOR_BYTES / info->sector_bytes;
	info->read_only = (disk->device.features & IS_READ_ONLY) != 0;
	info->can_discard = !info->read_only && (disk->device.features & CAN_DISCARD);
	disk->can_flush = (disk->device.features & CAN_FLUSH) != 0;
	return 0;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* How much a request may be. */
static int read_limits(struct virtio_disk *disk)
{
	uint32_t segments, bytes, discard;
	int error = read_number(disk, HAS_SEG_MAX, SEG_MAX_AT, 1, &segments);

	if (!error)
		error =
		    read_number(disk, HAS_SIZE_MAX, SIZE_MAX_AT, VIRTIO_DISK_MOST_BYTES, &bytes);
	if (!error)
		error = read_number(disk, CAN_DISCARD, DISCARD_AT, 0, &discard);
	if (error)
		return error;
	disk->segments = least(segments ? segments : 1, VIRTIO_DISK_SEGMENTS);
	disk->segments = least(disk->segments, (uint32_t)disk->queue.size - 2);
	disk->segment_bytes = least(bytes, VIRTIO_DISK_MOST_BYTES) / disk->info.sector_bytes *
	                      disk->info.sector_bytes;
	disk->most_discard = (uint64_t)discard * VIRTIO_DISK_SECTOR_BYTES / disk->info.sector_bytes;
	disk->info.can_discard &= disk->most_discard > 0;
	return disk->segment_bytes > 0 ? 0 : -EPROTONOSUPPORT;
}

bool virtio_disk_is_the_same(struct virtio_disk *disk)
{
	const struct block_info info = disk->info;
	const uint32_t segments = disk->segments, segment_bytes = disk->segment_bytes;
	const uint64_t most_discard = disk->most_discard;
	bool same = measure(disk) == 0 && read_limits(disk) == 0 &&
	            info.n_sectors == disk->info.n_sectors &&
	            info.sector_bytes == disk->info.sector_bytes && segments == disk->segments &&
	            segment_bytes == disk->segment_bytes && most_discard == disk->most_discard;

	disk->info = info;
	return same;
}

/* ---- opening and closing --------------------------------------------------------------------- */

static int open_queue(struct virtio_disk *disk)
{
	int error = virtio_open_queue(&disk->device, VIRTIO_DISK_QUEUE, MOST_ENTRIES, &disk->queue);

	if (error)
		return error;
	error = disk->queue.size >= 4 ? read_limits(disk) : -EPROTONOSUPPORT;
	if (!error)
		error = virtio_disk_open_requests(disk);
	if (error)
		virtqueue_close(&disk->queue);
	return error;
}

static int negotiate(struct virtio_disk *disk)
{
	int error = virtio_negotiate(&disk->device, ALL | VIRTIO_EVENT_INDEX);

	if (!error)
		error = measure(disk);
	return error ? error : open_queue(disk);
}

static int open_number(struct virtio_disk *disk, unsigned number)
{
	int error;

	memset(disk, 0, sizeof *disk);
	disk->queue.broken = true;
	disk->device.used = virtio_disk_used;
	disk->device.changed = virtio_disk_changed;
	error = virtio_open(&disk->device, VIRTIO_KIND_BLOCK, number);
	if (error)
		return error;
	error = negotiate(disk);
	if (error) {
		virtio_stop(&disk->device);
		virtio_close(&disk->device);
		return error;
	}
	error = virtio_start(&disk->device);
	if (error)
		virtio_disk_close(disk);
	return error;
}

void virtio_disk_close(struct virtio_disk *disk)
{
	int error = virtio_stop(&disk->device);

	virtio_close(&disk->device);
	if (error) {
		virtio_refuse("virtio: a disk does not stop; its memory is kept from others\n");
		return;
	}
	virtio_disk_abandon(disk, -ENODEV);
	virtio_disk_close_requests(disk);
	virtqueue_close(&disk->queue);
}

/* ---- by name --------------------------------------------------------------------------------- */

static bool is_number(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && len < 4 && strspn(name, "0123456789") == len;
}

static unsigned number_of(const char *name)
{
	unsigned number = 0;

	for (; *name; name++)
		number = number * 10 + (unsigned)(*name - '0');
	return number;
}

/* Has it that name? */
static bool is_called(struct virtio_disk *disk, const char *name)
{
	size_t len = strlen(name);
	char found[VIRTIO_DISK_NAME_BYTES];

	if (len > sizeof found) {
		name += len - sizeof found;
		len = sizeof found;
	}
	return virtio_disk_name(disk, found) == 0 && memcmp(found, name, len) == 0 &&
	       (len == sizeof found || found[len] == '\0');
}

int virtio_disk_open(struct virtio_disk *disk, const char *name)
{
	int error;

	if (is_number(name))
		return open_number(disk, number_of(name));
	for (unsigned i = 0;; i++) {
		error = open_number(disk, i);
		if (error == -ENODEV)
			return error;
		if (error)
			continue;
		if (is_called(disk, name))
			return 0;
		virtio_disk_close(disk);
	}
}
