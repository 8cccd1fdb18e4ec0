/*
 * ring.h - reads and writes of files by the kernel's own queue (io_uring): many at once, without a
 * thread for each; for devices of Unix processes. Containers and administrators may forbid it, and
 * emulators lack it: what is refused at its submission is then to be done by <mcfg/unix/work.h>.
 */
#ifndef MCFG_UNIX_RING_H
#define MCFG_UNIX_RING_H

#include <stdint.h>
#include <sys/uio.h>

enum mcfg_ring_operation { MCFG_RING_READ, MCFG_RING_WRITE, MCFG_RING_SYNC };

/*
 * One thing to do. It, the parts and what they lie in stay where they are from its submission until
 * `done`.
 *
 * at_bytes, parts, n   where in the file, to or from where in memory; n is at most IOV_MAX. Not of
 * a sync, which waits until the data of the file is on its medium. done    called afterwards, in a
 * task of the runtime's own, which it does not block; it may submit again. result: the number of
 * bytes, perhaps fewer than all, or a negative errno.
 */
struct mcfg_ring_request {
	enum mcfg_ring_operation operation;
	int fd;
	uint64_t at_bytes;
	const struct iovec *parts;
	unsigned n;
	void (*done)(struct mcfg_ring_request *request, int result);
	struct mcfg_ring_request *next;
};

/*
 * mcfg_ring_submit - have it done. What tasks submit until all of them wait goes to the kernel in
 * one call; further ones than the queue has room for wait, in that order.
 *
 * Returns 0, or a negative errno: there is no such queue here, and there will be none.
 */
int mcfg_ring_submit(struct mcfg_ring_request *request);

#endif
