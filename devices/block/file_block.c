/* A file of the host as a disk: its operations. The requests are in file_request.c. */
#include "file_block.h"

#include "block_check.h"

#include <mcfg/log.h>
#include <string.h>
#include <unistd.h>

static MCFG_LOG(file_log, "block.file");

static struct file_block *file_of(struct block *self)
{
	return container_of(self, struct file_block, block);
}

int file_block_connect(struct file_block *self, const struct file_block_config *config)
{
	const char *path = file_block_config_file(config);
	int error = file_block_open(self, path, file_block_config_read_only(config),
	                            file_block_config_block_direct(config));

	if (error)
		mcfg_log_error(&file_log, "file `%s`: %s", path, strerror(-error));
	return error;
}

/* A request that was given up on may still be at work with the file. */
void file_block_disconnect(struct file_block *self)
{
	struct mcfg_shield shield;
	struct mcfg_waker idle = { 0 };

	task_shield_begin(&shield);
	if (self->n_in_flight > 0) {
		self->idle = &idle;
		mcfg_waker_wait(&idle);
	}
	task_shield_end(&shield);
	close(self->fd);
}

void file_block_info(struct block *self, struct block_info *info)
{
	*info = file_of(self)->info;
}

int file_block_read(struct block *self, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	struct file_block *file = file_of(self);
	uint64_t n_sectors;
	int error = block_check_read(&file->info, sector, bufs, n, &n_sectors);

	if (error || n_sectors == 0)
		return error;
	return file_request(file, FILE_READ, sector * file->info.sector_bytes, 0, bufs, n);
}

int file_block_write(struct block *self, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	struct file_block *file = file_of(self);
	uint64_t n_sectors;
	int error = block_check_write(&file->info, sector, bufs, n, &n_sectors);

	if (error || n_sectors == 0)
		return error;
	return file_request(file, FILE_WRITE, sector * file->info.sector_bytes, 0, bufs, n);
}

int file_block_flush(struct block *self)
{
	return file_request(file_of(self), FILE_FLUSH, 0, 0, NULL, 0);
}

int file_block_discard(struct block *self, uint64_t sector, uint64_t n)
{
	struct file_block *file = file_of(self);
	int error = block_check_discard(&file->info, sector, n);

	if (error || n == 0)
		return error;
	return file_request(file, FILE_DISCARD, sector * file->info.sector_bytes,
	                    n * file->info.sector_bytes, NULL, 0);
}
