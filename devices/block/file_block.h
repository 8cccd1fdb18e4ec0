/* file_block.h - a file, or a disk, of the host as a disk. */
#ifndef FILE_BLOCK_H
#define FILE_BLOCK_H

#include <mcfg/block.h>

struct file_block {
	struct block block;
	int fd;
	bool is_file; /* else it is a disk of the host */
	bool direct;  /* opened with O_DIRECT: memory is aligned to sectors */
	unsigned n_in_flight;
	struct mcfg_waker *idle; /* of who waits for the last request */
	struct block_info info;
};

/*
 * file_block_open - open it, and find out what it is.
 *
 * Only one process at a time may open it for writing, or several for reading.
 *
 * Returns 0, -EBUSY: another process has it; -EINVAL: neither a file nor a disk; or the system's.
 */
int file_block_open(struct file_block *self, const char *path, bool read_only, bool direct);

/* What is asked of the host. */
enum file_request_kind { FILE_READ, FILE_WRITE, FILE_FLUSH, FILE_DISCARD };

/*
 * file_request - have it done, and wait.
 *
 * bufs, n      borrows; of a read or write. Views of them are held until it is done.
 * at_bytes, n_bytes   where in the file; n_bytes only of a discard.
 *
 * Returns as the operations of block. Blocks.
 */
int file_request(struct file_block *self, enum file_request_kind kind, uint64_t at_bytes,
                 uint64_t n_bytes, struct mcfg_buf *const *bufs, size_t n);

#endif
