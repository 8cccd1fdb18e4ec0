/* xen_finish.h - what a driver must do to its end, though its task was cancelled or is late. */
#ifndef XEN_FINISH_H
#define XEN_FINISH_H

#include <mcfg/task.h>

/*
 * xen_finish - run a function in a task of its own, which the caller's end and deadline do not
 * touch, with a deadline `most_ns` from now on; and wait for it.
 *
 * Returns what it returned, or -ENOMEM: it did not run. Blocks.
 */
int xen_finish(int (*run)(void *argument), void *argument, uint64_t most_ns);

#endif
