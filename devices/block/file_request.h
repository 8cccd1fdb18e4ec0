/* file_request.h - a request to a file of the host, between its task and who makes it: the kernel's
 * queue, or a thread. */
#ifndef FILE_REQUEST_H
#define FILE_REQUEST_H

#include "file_block.h"

#include <mcfg/task.h>
#include <mcfg/unix/ring.h>
#include <mcfg/unix/work.h>
#include <sys/uio.h>

struct file_work {
	struct mcfg_work work;
	struct mcfg_ring_request ring;
	struct file_block *file;
	enum file_request_kind kind;
	uint64_t at_bytes, n_bytes;
	int error;
	struct mcfg_waker ended;
	bool left; /* by its task: nobody waits for it */
	size_t n;
	struct iovec *parts;     /* n of them, which who makes it changes */
	struct mcfg_buf **views; /* n of them: what the parts lie in */
	struct iovec *rest;      /* of the parts: what is still to do */
	size_t n_rest;
};

/* It is done: `error` says how it went. */
void file_request_done(struct file_work *request);

/* What the thread does: all of it, leaving 0 or a negative errno of the system's in `error`. */
void file_work_run(struct mcfg_work *work);

/* Drops the first n_bytes of what is left to do. */
void file_work_advance(struct file_work *request, struct iovec **parts, size_t *n, size_t n_bytes);

/* Must its bytes lie elsewhere than they do, for O_DIRECT? A thread moves them. */
bool file_work_moves(const struct file_work *request);

/* Has the kernel's queue do it. Returns 0, or a negative errno: a thread is to do it. */
int file_ring_submit(struct file_work *request);

#endif
