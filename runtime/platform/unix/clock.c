/* The wall clock of a Unix process. See <mcfg/platform.h>. */
#include <errno.h>
#include <mcfg/platform.h>
#include <time.h>

int mcfg_platform_wall(int64_t *seconds, uint32_t *nanoseconds)
{
	struct timespec now;

	if (clock_gettime(CLOCK_REALTIME, &now))
		return -errno;
	*seconds = now.tv_sec;
	*nanoseconds = (uint32_t)now.tv_nsec;
	return 0;
}
