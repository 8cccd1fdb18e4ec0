/* Mutex, condition, semaphore. See <mcfg/sync.h>. */
#include "sched.h"
#include "waiters.h"

#include <mcfg/assert.h>

/* ---- mutex ----------------------------------------------------------------------------------- */

bool mcfg_mutex_try_lock(struct mcfg_mutex *mutex)
{
	if (mutex->owner)
		return false;
	mutex->owner = mcfg_sched_self();
	return true;
}

int mcfg_mutex_lock(struct mcfg_mutex *mutex)
{
	mcfg_assert(mutex->owner != mcfg_sched_self());
	return mcfg_mutex_try_lock(mutex) ? 0 : mcfg_waiters_wait(&mutex->waiters, NULL);
}

void mcfg_mutex_unlock(struct mcfg_mutex *mutex)
{
	const struct mcfg_waiting *next;

	mcfg_assert(mutex->owner == mcfg_sched_self());
	next = mcfg_waiters_serve(&mutex->waiters, 0);
	mutex->owner = next ? next->task : NULL;
}

/* ---- condition ------------------------------------------------------------------------------- */

int mcfg_condition_wait(struct mcfg_condition *condition, struct mcfg_mutex *mutex)
{
	struct mcfg_shield shield;
	int error;

	mcfg_mutex_unlock(mutex);
	error = mcfg_waiters_wait(&condition->waiters, NULL);
	task_shield_begin(&shield);
	mcfg_mutex_lock(mutex);
	task_shield_end(&shield);
	return error;
}

void mcfg_condition_signal(struct mcfg_condition *condition)
{
	mcfg_waiters_serve(&condition->waiters, 0);
}

void mcfg_condition_broadcast(struct mcfg_condition *condition)
{
	while (mcfg_waiters_serve(&condition->waiters, 0))
		;
}

/* ---- semaphore ------------------------------------------------------------------------------- */

bool mcfg_semaphore_try_wait(struct mcfg_semaphore *semaphore)
{
	if (semaphore->n == 0)
		return false;
	semaphore->n--;
	return true;
}

int mcfg_semaphore_wait(struct mcfg_semaphore *semaphore)
{
	return mcfg_semaphore_try_wait(semaphore) ? 0
	                                          : mcfg_waiters_wait(&semaphore->waiters, NULL);
}

void mcfg_semaphore_post(struct mcfg_semaphore *semaphore)
{
	if (!mcfg_waiters_serve(&semaphore->waiters, 0))
		semaphore->n++;
}
