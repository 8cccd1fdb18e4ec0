/*
 * What the kernel's queue does with the host's file: step by step, as much as it takes at a time.
 * What it cannot do a thread does. See file_request.h.
 */
#include "file_request.h"

#include <errno.h>
#include <limits.h>

static void step_done(struct mcfg_ring_request *ring, int result);

static int submit_step(struct file_work *request)
{
	static const enum mcfg_ring_operation operations[] = {
		[FILE_READ] = MCFG_RING_READ,
		[FILE_WRITE] = MCFG_RING_WRITE,
		[FILE_FLUSH] = MCFG_RING_SYNC,
	};

	request->ring = (struct mcfg_ring_request){
		.operation = operations[request->kind],
		.fd = request->file->fd,
		.at_bytes = request->at_bytes,
		.parts = request->rest,
		.n = request->n_rest < IOV_MAX ? (unsigned)request->n_rest : IOV_MAX,
		.done = step_done,
	};
	return mcfg_ring_submit(&request->ring);
}

static void finish(struct file_work *request, int error)
{
	request->error = error;
	file_request_done(request);
}

/* It begins where the queue has left off. */
static void to_thread(struct file_work *request)
{
	int error = mcfg_work_submit(&request->work);

	if (error)
		finish(request, error);
}

static void step_done(struct mcfg_ring_request *ring, int result)
{
	struct file_work *request = container_of(ring, struct file_work, ring);

	if (result == -EAGAIN || result == -EOPNOTSUPP) {
		to_thread(request);
	} else if (result < 0 && result != -EINTR) {
		finish(request, result);
	} else if (result == 0 && request->n_rest > 0 && request->rest->iov_len > 0) {
		finish(request, -EIO); /* the file became shorter */
	} else {
		if (result >= 0)
			file_work_advance(request, &request->rest, &request->n_rest,
			                  (size_t)result);
		if (request->n_rest == 0 && result >= 0)
			finish(request, 0);
		else
			submit_step(request);
	}
}

int file_ring_submit(struct file_work *request)
{
	if (request->kind == FILE_DISCARD || file_work_moves(request))
		return -EOPNOTSUPP;
	return submit_step(request);
}
