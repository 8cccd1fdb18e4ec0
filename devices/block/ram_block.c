/* A disk in memory. */
#include "ram_block.h"

#include "block_check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { SECTOR_BYTES = 512 };

static struct ram_block *ram_of(struct block *self)
{
	return container_of(self, struct ram_block, block);
}

int ram_block_connect(struct ram_block *self, const struct ram_block_config *config)
{
	uint64_t n_sectors = ram_block_config_bytes_bytes(config) / SECTOR_BYTES;

	if (n_sectors > SIZE_MAX / SECTOR_BYTES)
		return -ENOMEM;
	self->info = (struct block_info){
		.n_sectors = n_sectors,
		.sector_bytes = SECTOR_BYTES,
		.can_discard = true,
	};
	self->bytes = calloc((size_t)n_sectors + !n_sectors, SECTOR_BYTES);
	return self->bytes ? 0 : -ENOMEM;
}

void ram_block_disconnect(struct ram_block *self)
{
	free(self->bytes);
}

void ram_block_info(struct block *self, struct block_info *info)
{
	*info = ram_of(self)->info;
}

int ram_block_read(struct block *self, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	const struct ram_block *ram = ram_of(self);
	const unsigned char *from;
	uint64_t n_sectors;
	int error = block_check_read(&ram->info, sector, bufs, n, &n_sectors);

	if (error)
		return error;
	from = ram->bytes + sector * SECTOR_BYTES;
	for (size_t i = 0; i < n; i++) {
		memcpy(bufs[i]->data, from, bufs[i]->len);
		from += bufs[i]->len;
	}
	return 0;
}

int ram_block_write(struct block *self, uint64_t sector, struct mcfg_buf *const *bufs, size_t n)
{
	const struct ram_block *ram = ram_of(self);
	unsigned char *to;
	uint64_t n_sectors;
	int error = block_check_write(&ram->info, sector, bufs, n, &n_sectors);

	if (error)
		return error;
	to = ram->bytes + sector * SECTOR_BYTES;
	for (size_t i = 0; i < n; i++) {
		memcpy(to, bufs[i]->data, bufs[i]->len);
		to += bufs[i]->len;
	}
	return 0;
}

int ram_block_flush(struct block *self)
{
	(void)self;
	return 0;
}

/* Zeroed, so that what was thrown away is not kept. */
int ram_block_discard(struct block *self, uint64_t sector, uint64_t n)
{
	const struct ram_block *ram = ram_of(self);
	int error = block_check_discard(&ram->info, sector, n);

	if (!error)
		memset(ram->bytes + sector * SECTOR_BYTES, 0, (size_t)n * SECTOR_BYTES);
	return error;
}
