/*
 * work.h - system calls that take long, off the scheduler's path: threads make them, for devices of
 * Unix processes, while the task waits. What runs on a thread calls nothing of the runtime.
 */
#ifndef MCFG_UNIX_WORK_H
#define MCFG_UNIX_WORK_H

/*
 * One thing to do. It stays where it is from its submission until `done`.
 *
 * run    called on a thread.
 * done   called afterwards, in a task of the runtime's own, which it does not block.
 */
struct mcfg_work {
	void (*run)(struct mcfg_work *work);
	void (*done)(struct mcfg_work *work);
	struct mcfg_work *next;
};

/*
 * mcfg_work_submit - have it done. What is submitted is begun in that order, a few at a time.
 *
 * Returns 0        done will be called, later
 *         -ENOMEM  the threads could not be started; nothing is called
 *         or another negative errno of the system's
 */
int mcfg_work_submit(struct mcfg_work *work);

#endif
