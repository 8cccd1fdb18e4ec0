#include "leaf.h"

/* The clocks. See sys.h. */
#include "sys.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/units.h>

static struct timespec timespec_of(uint64_t ns)
{
	return (struct timespec){ .tv_sec = (time_t)(ns / SEC(1)), .tv_nsec = (long)(ns % SEC(1)) };
}

long sys_clock_gettime(int clock, struct timespec *time)
{
	uint32_t nanoseconds;
	int64_t seconds;
	int error;

	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_REALTIME_COARSE:
		error = mcfg_platform_wall(&seconds, &nanoseconds);
		if (!error)
			*time =
			    (struct timespec){ .tv_sec = seconds, .tv_nsec = (long)nanoseconds };
		return error;
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_MONOTONIC_COARSE:
	case CLOCK_BOOTTIME:
	case CLOCK_PROCESS_CPUTIME_ID:
	case CLOCK_THREAD_CPUTIME_ID: *time = timespec_of(mcfg_platform_monotonic_ns()); return 0;
	default: return -EINVAL;
	}
}

long sys_clock_getres(int clock, struct timespec *time)
{
	if (clock < CLOCK_REALTIME || clock > CLOCK_BOOTTIME)
		return -EINVAL;
	if (time)
		*time = timespec_of(mcfg_platform_monotonic_period_ns());
	return 0;
}
