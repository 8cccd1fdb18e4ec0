/* What a thread does with the host's file. It calls nothing of the runtime. See file_request.h. */
#include "file_request.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

void file_work_advance(struct file_work *request, struct iovec **parts, size_t *n, size_t n_bytes)
{
	request->at_bytes += n_bytes;
	while (*n > 0 && n_bytes >= (*parts)->iov_len) {
		n_bytes -= (*parts)->iov_len;
		++*parts;
		--*n;
	}
	if (n_bytes > 0) {
		(*parts)->iov_base = (char *)(*parts)->iov_base + n_bytes;
		(*parts)->iov_len -= n_bytes;
	}
}

static int transfer(struct file_work *request, struct iovec *parts, size_t n)
{
	while (n > 0) {
		int most = n < IOV_MAX ? (int)n : IOV_MAX;
		off_t at = (off_t)request->at_bytes;
		ssize_t done = request->kind == FILE_READ
		                   ? preadv(request->file->fd, parts, most, at)
		                   : pwritev(request->file->fd, parts, most, at);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -errno;
		if (done == 0 && parts->iov_len > 0)
			return -EIO; /* the file became shorter */
		file_work_advance(request, &parts, &n, (size_t)done);
	}
	return 0;
}

bool file_work_moves(const struct file_work *request)
{
	for (size_t i = 0; i < request->n && request->file->direct; i++)
		if ((uintptr_t)request->parts[i].iov_base % request->file->info.sector_bytes)
			return true;
	return false;
}

/* To or from one piece of memory. */
static void copy(const struct file_work *request, char *at)
{
	for (size_t i = 0; i < request->n; i++) {
		const struct iovec *part = &request->parts[i];

		if (request->kind == FILE_READ)
			memcpy(part->iov_base, at, part->iov_len);
		else
			memcpy(at, part->iov_base, part->iov_len);
		at += part->iov_len;
	}
}

/* What is not aligned as O_DIRECT wants it goes by way of memory that is. */
static int transfer_aligned(struct file_work *request)
{
	struct iovec *parts = request->parts, all = { 0 };
	size_t n = request->n;
	int error;

	for (size_t i = 0; i < n; i++)
		all.iov_len += parts[i].iov_len;
	error = posix_memalign(&all.iov_base, request->file->info.sector_bytes, all.iov_len);
	if (error)
		return -error;
	if (request->kind == FILE_WRITE)
		copy(request, all.iov_base);
	error = transfer(request, &(struct iovec){ all.iov_base, all.iov_len }, 1);
	if (!error && request->kind == FILE_READ)
		copy(request, all.iov_base);
	free(all.iov_base);
	return error;
}

static int discard(const struct file_work *request)
{
	uint64_t range[2] = { request->at_bytes, request->n_bytes };
	int failed = request->file->is_file
	                 ? fallocate(request->file->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
	                             (off_t)range[0], (off_t)range[1])
	                 : ioctl(request->file->fd, BLKDISCARD, range);

	return failed ? -errno : 0;
}

static int read_or_write(struct file_work *request)
{
	if (file_work_moves(request))
		return transfer_aligned(request);
	return transfer(request, request->rest, request->n_rest);
}

void file_work_run(struct mcfg_work *work)
{
	struct file_work *request = container_of(work, struct file_work, work);
	int fd = request->file->fd;

	switch (request->kind) {
	case FILE_READ:
	case FILE_WRITE: request->error = read_or_write(request); break;
	case FILE_FLUSH: request->error = fdatasync(fd) ? -errno : 0; break;
	case FILE_DISCARD: request->error = discard(request); break;
	}
}
