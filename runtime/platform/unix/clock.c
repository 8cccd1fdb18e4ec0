/* Clocks and entropy of a Unix process: the kernel's. See <mcfg/platform.h>. */
#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/units.h>
#include <sys/random.h>
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

int mcfg_platform_wall(int64_t *seconds, uint32_t *nanoseconds)
{
	struct timespec now;

	if (clock_gettime(CLOCK_REALTIME, &now))
		return -errno;
	*seconds = now.tv_sec;
	*nanoseconds = (uint32_t)now.tv_nsec;
	return 0;
}

int mcfg_platform_entropy(void *data, size_t len)
{
	char *at = data;

	while (len > 0) {
		ssize_t n = getrandom(at, len, 0);

		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		}
	}
	return 0;
}
