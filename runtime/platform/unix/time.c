/* The monotonic clock of a Unix process, and waiting by it. See <mcfg/platform.h>. */
#include "unix.h"

#include <mcfg/platform.h>
#include <time.h>

static uint64_t ns_of(const struct timespec *time)
{
	return SEC(time->tv_sec) + (uint64_t)time->tv_nsec;
}

uint64_t mcfg_platform_monotonic_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return ns_of(&now);
}

uint64_t mcfg_platform_monotonic_period_ns(void)
{
	struct timespec step;

	clock_getres(CLOCK_MONOTONIC, &step);
	return ns_of(&step);
}

void mcfg_platform_wait(uint64_t deadline_ns)
{
	mcfg_unix_events_wait(deadline_ns);
}
