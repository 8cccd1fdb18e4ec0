/*
 * Requests to the host's file: made by the kernel's queue or by a thread, waited for by the task. A
 * task that gives up leaves its request behind, which ends by itself. See file_block.h.
 */
#include "file_request.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

/* The request needs the bufs no more. */
static void release(struct file_work *request)
{
	struct file_block *file = request->file;

	for (size_t i = 0; i < request->n; i++)
		if (request->views[i])
			mcfg_buf_put(request->views[i]);
	if (--file->n_in_flight == 0 && file->idle)
		mcfg_waker_wake(file->idle, 0);
	free(request);
}

void file_request_done(struct file_work *request)
{
	if (request->left)
		release(request);
	else
		mcfg_waker_wake(&request->ended, 0);
}

static void work_done(struct mcfg_work *work)
{
	file_request_done(container_of(work, struct file_work, work));
}

static struct file_work *new_request(struct file_block *file, size_t n)
{
	size_t each = sizeof(struct iovec) + sizeof(struct mcfg_buf *);
	struct file_work *request;

	if (n > (SIZE_MAX - sizeof *request) / each)
		return NULL;
	request = calloc(1, sizeof *request + n * each);
	if (!request)
		return NULL;
	request->work = (struct mcfg_work){ .run = file_work_run, .done = work_done };
	request->file = file;
	request->n = n;
	request->parts = (struct iovec *)(void *)(request + 1);
	request->views = (struct mcfg_buf **)(void *)(request->parts + n);
	file->n_in_flight++;
	return request;
}

static int take_views(struct file_work *request, struct mcfg_buf *const *bufs)
{
	request->rest = request->parts;
	request->n_rest = request->n;
	for (size_t i = 0; i < request->n; i++) {
		request->parts[i] = (struct iovec){ bufs[i]->data, bufs[i]->len };
		request->views[i] = mcfg_buf_share(bufs[i]);
		if (!request->views[i])
			return -ENOMEM;
	}
	return 0;
}

/* An error of the host's, as one of the interface's. */
static int as_block(int error)
{
	switch (error) {
	case 0:
	case -EIO:
	case -ENOSPC:
	case -EOPNOTSUPP: return error;
	case -EDQUOT:
	case -EFBIG: return -ENOSPC;
	case -ENOMEM:
	case -ENOBUFS: return -ENOMEM;
	case -ENODEV:
	case -ENXIO: return -ENODEV;
	default: return -EIO;
	}
}

static int wait_for(struct file_work *request)
{
	int error = mcfg_waker_wait(&request->ended);

	if (error) {
		request->left = true;
		return error;
	}
	error = as_block(request->error);
	release(request);
	return error;
}

/* What the host has in its cache is read at once: asking a thread would take longer. */
static bool read_from_cache(const struct file_work *request)
{
	ssize_t n_wanted = 0;

	if (request->kind != FILE_READ || request->file->direct || request->n > IOV_MAX)
		return false;
	for (size_t i = 0; i < request->n; i++)
		n_wanted += (ssize_t)request->parts[i].iov_len;
	return preadv2(request->file->fd, request->parts, (int)request->n, (off_t)request->at_bytes,
	               RWF_NOWAIT) == n_wanted;
}

int file_request(struct file_block *self, enum file_request_kind kind, uint64_t at_bytes,
                 uint64_t n_bytes, struct mcfg_buf *const *bufs, size_t n)
{
	struct file_work *request = new_request(self, n);
	int error;

	if (!request)
		return -ENOMEM;
	request->kind = kind;
	request->at_bytes = at_bytes;
	request->n_bytes = n_bytes;
	error = take_views(request, bufs);
	if (!error && read_from_cache(request)) {
		release(request);
		task_yield(); /* who reads for ever must let others run, too */
		return 0;
	}
	if (!error && file_ring_submit(request))
		error = mcfg_work_submit(&request->work);
	if (error) {
		release(request);
		return error;
	}
	return wait_for(request);
}
