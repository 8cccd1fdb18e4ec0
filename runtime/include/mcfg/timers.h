/*
 * timers.h - something to be done at a point in time.
 *
 * Points in time are absolute, in nanoseconds of the monotonic clock. A million timers may wait:
 * starting, stopping and firing one is O(log n). Once open, a timer never fails for want of memory.
 */
#ifndef MCFG_TIMERS_H
#define MCFG_TIMERS_H

#include <stddef.h>
#include <stdint.h>

struct mcfg_timer {
	void (*fire)(struct mcfg_timer *timer);
	size_t slot; /* its place in the heap; 0: not started */
};

/*
 * mcfg_timer_open - prepare a timer.
 *
 * timer   keeps, until mcfg_timer_close.
 * fire    called at the time or soon after, between tasks: it may wake and start, and never blocks.
 *         The timer is stopped then, and may be started again in it.
 *
 * Returns 0, or -ENOMEM.
 */
int mcfg_timer_open(struct mcfg_timer *timer, void (*fire)(struct mcfg_timer *timer));

/* Stops it, and gives its place back. */
void mcfg_timer_close(struct mcfg_timer *timer);

/* Starts it, or moves it if it was started. */
void mcfg_timer_start(struct mcfg_timer *timer, uint64_t at_ns);

/* Stops it, if it was started. */
void mcfg_timer_stop(struct mcfg_timer *timer);

#endif
