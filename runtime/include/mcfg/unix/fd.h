/* fd.h - waiting for file descriptors; for devices of Unix processes. */
#ifndef MCFG_UNIX_FD_H
#define MCFG_UNIX_FD_H

#include <mcfg/task.h>

enum mcfg_fd_event { MCFG_FD_READ, MCFG_FD_WRITE, MCFG_FD_EVENTS };

/* A file descriptor that tasks wait for: at most one for each event. */
struct mcfg_fd {
	int fd;
	struct mcfg_waker *waiters[MCFG_FD_EVENTS];
	uint32_t watched; /* by the kernel: events of epoll */
};

/* Borrows `fd`, until mcfg_fd_fini. */
void mcfg_fd_init(struct mcfg_fd *file, int fd);
void mcfg_fd_fini(struct mcfg_fd *file);

/*
 * mcfg_fd_wait - wait until reading or writing does not block, or fails at once.
 *
 * Returns 0; at once for what never blocks, as a regular file
 *         -EBUSY   another task waits for the same
 *         -EBADF   it is closed
 * or as every blocking call. Blocks.
 */
int mcfg_fd_wait(struct mcfg_fd *file, enum mcfg_fd_event event);

#endif
