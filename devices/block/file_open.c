/* Opening a file or a disk of the host. See file_block.h. */
#include "file_block.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR_BYTES = 512 };

/* A power of two that the interface and the host can live with. */
static bool is_sector(long bytes)
{
	return bytes >= SECTOR_BYTES && bytes <= (1 << 20) && (bytes & (bytes - 1)) == 0;
}

/* What O_DIRECT asks of offsets. Linux before 6.1 does not say: a page's worth is always enough. */
static uint32_t direct_sector(int fd)
{
#ifdef STATX_DIOALIGN
	struct statx status;

	if (statx(fd, "", AT_EMPTY_PATH, STATX_DIOALIGN, &status) == 0 &&
	    (status.stx_mask & STATX_DIOALIGN) && is_sector(status.stx_dio_offset_align))
		return status.stx_dio_offset_align;
#endif
	(void)fd;
	return 4096;
}

static int measure_disk(struct file_block *self)
{
	uint64_t n_bytes;
	int sector_bytes;

	if (ioctl(self->fd, BLKGETSIZE64, &n_bytes) || ioctl(self->fd, BLKSSZGET, &sector_bytes))
		return -errno;
	if (!is_sector(sector_bytes))
		return -EINVAL;
	self->info.sector_bytes = (uint32_t)sector_bytes;
	self->info.n_sectors = n_bytes / self->info.sector_bytes;
	return 0;
}

static int measure(struct file_block *self, bool direct)
{
	struct stat status;

	if (fstat(self->fd, &status))
		return -errno;
	self->is_file = S_ISREG(status.st_mode);
	if (S_ISBLK(status.st_mode))
		return measure_disk(self);
	if (!self->is_file)
		return -EINVAL;
	self->info.sector_bytes = direct ? direct_sector(self->fd) : SECTOR_BYTES;
	self->info.n_sectors = (uint64_t)status.st_size / self->info.sector_bytes;
	return 0;
}

/* Two images that write to one file would destroy it. */
static int lock(int fd, bool read_only)
{
	if (flock(fd, (read_only ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0)
		return 0;
	return errno == EWOULDBLOCK ? -EBUSY : -errno;
}

int file_block_open(struct file_block *self, const char *path, bool read_only, bool direct)
{
	int flags = (read_only ? O_RDONLY : O_RDWR) | O_CLOEXEC | (direct ? O_DIRECT : 0);
	int error;

	self->direct = direct;
	self->info.read_only = read_only;
	self->info.can_discard = !read_only;
	self->fd = open(path, flags);
	if (self->fd < 0)
		return -errno;
	error = lock(self->fd, read_only);
	if (!error)
		error = measure(self, direct);
	if (error)
		close(self->fd);
	return error;
}
