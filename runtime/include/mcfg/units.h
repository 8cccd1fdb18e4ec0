/* units.h - durations in nanoseconds: time_sleep_ns(time, SEC(1)). */
#ifndef MCFG_UNITS_H
#define MCFG_UNITS_H

#include <stdint.h>

#define USEC(n) ((uint64_t)(n)*UINT64_C(1000))
#define MSEC(n) ((uint64_t)(n)*UINT64_C(1000000))
#define SEC(n)  ((uint64_t)(n)*UINT64_C(1000000000))

/* The point in time that never comes: no deadline. */
#define MCFG_NEVER_NS UINT64_MAX

/* now + duration, or never where that is past the end of time. */
static inline uint64_t mcfg_after_ns(uint64_t now_ns, uint64_t duration_ns)
{
	return duration_ns > MCFG_NEVER_NS - now_ns ? MCFG_NEVER_NS : now_ns + duration_ns;
}

#endif
