/* file_request.h - a request to a file of the host, between its task and the thread that makes it.
 */
#ifndef FILE_REQUEST_H
#define FILE_REQUEST_H

#include "file_block.h"

#include <mcfg/task.h>
#include <mcfg/unix/work.h>
#include <sys/uio.h>

struct file_work {
	struct mcfg_work work;
	struct file_block *file;
	enum file_request_kind kind;
	uint64_t at_bytes, n_bytes;
	int error;
	struct mcfg_waker ended;
	bool left; /* by its task: nobody waits for it */
	size_t n;
	struct iovec *parts;     /* n of them, which the thread changes */
	struct mcfg_buf **views; /* n of them: what the parts lie in */
};

/* What the thread does: all of it, leaving 0 or a negative errno of the system's in `error`. */
void file_work_run(struct mcfg_work *work);

#endif
