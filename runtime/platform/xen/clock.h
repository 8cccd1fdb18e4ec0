/*
 * clock.h - what Xen says of the time: the arithmetic, over memory that Xen writes. Times are in
 * nanoseconds.
 */
#ifndef MCFG_XEN_CLOCK_H
#define MCFG_XEN_CLOCK_H

#include "hypercall.h"

/* `ticks` of a counter in nanoseconds, by a scale as Xen gives it. */
uint64_t xen_clock_scale(uint64_t ticks, uint32_t multiplier, int8_t shift);

/* The system time when `counter()` is read. */
uint64_t xen_clock_now_ns(const struct vcpu_time_info *time, uint64_t (*counter)(void));

/* The wall clock at system time 0, since 1970. Returns 0, or -ENODATA: Xen does not say. */
int xen_clock_wall_base(const struct shared_info *shared, uint64_t *seconds, uint32_t *nanoseconds);

#endif
