/*
 * sync.h - tasks that wait for each other: mutex, condition, semaphore. A queue between tasks is in
 * <mcfg/channel.h>.
 *
 * Tasks switch only where they block, so most data that tasks share needs none of these: a mutex is
 * for what must stay as it is across a blocking call.
 *
 * Who waits is served in the order of coming, and what it waits for is handed to it: nobody who
 * comes later can take it away. A call that need not wait succeeds, cancelled or not; one that must
 * returns
 *
 *	-ECANCELED   the task was cancelled
 *	-ETIMEDOUT   its deadline has passed
 *
 * and has then not taken what it waited for. All are ready for use when zeroed, and hold nothing
 * that must be given back; nobody may be waiting when their memory is.
 */
#ifndef MCFG_SYNC_H
#define MCFG_SYNC_H

#include <mcfg/task.h>

/* Those who wait, the longest first. For the structs below. */
struct mcfg_waiters {
	struct mcfg_waiting *first, *last;
};

/* ---- mutex ----------------------------------------------------------------------------------- */

struct mcfg_mutex {
	struct mcfg_task *owner;
	struct mcfg_waiters waiters;
};

/* Waits until the mutex is the caller's, who does not have it yet. Returns 0, or as above. Blocks.
 */
int mcfg_mutex_lock(struct mcfg_mutex *mutex);

/* Takes it if it is free: did it? */
bool mcfg_mutex_try_lock(struct mcfg_mutex *mutex);

/* Gives it to the one that waits longest. Only its owner may. */
void mcfg_mutex_unlock(struct mcfg_mutex *mutex);

/* ---- condition ------------------------------------------------------------------------------- */

struct mcfg_condition {
	struct mcfg_waiters waiters;
};

/*
 * mcfg_condition_wait - give the mutex back until the condition is signalled.
 *
 * Returns 0, or as above; in each case the mutex is the caller's again, which may take longer than
 * its deadline. Another task may have run since the signal: look again at what was waited for.
 * Blocks.
 */
int mcfg_condition_wait(struct mcfg_condition *condition, struct mcfg_mutex *mutex);

/* Ends the wait of the one that waits longest; of all. Nothing if nobody waits. */
void mcfg_condition_signal(struct mcfg_condition *condition);
void mcfg_condition_broadcast(struct mcfg_condition *condition);

/* ---- semaphore ------------------------------------------------------------------------------- */

struct mcfg_semaphore {
	uint64_t n; /* how many can be taken: set it before its first use */
	struct mcfg_waiters waiters;
};

/* Takes one, waiting while there is none. Returns 0, or as above. Blocks. */
int mcfg_semaphore_wait(struct mcfg_semaphore *semaphore);

/* Takes one if there is one: did it? */
bool mcfg_semaphore_try_wait(struct mcfg_semaphore *semaphore);

/* Gives one. Callable from tasks, timers and the platform's events. */
void mcfg_semaphore_post(struct mcfg_semaphore *semaphore);

#endif
