/*
 * Virtual time: it stands still while anything can run, and jumps to the next deadline when nothing
 * can. So an hour of timeouts passes in no time, and the same way each time. See virtual.mdev.
 */
#include "../unix/unix.h"

#include <mcfg/platform.h>

/* 2000-01-01 00:00 UTC: where the wall clock begins. */
#define WALL_BEGIN_S INT64_C(946684800)

/* Not 0, which a program may take for "never looked". */
static uint64_t now_ns = SEC(1);

uint64_t mcfg_platform_monotonic_ns(void)
{
	return now_ns;
}

uint64_t mcfg_platform_monotonic_period_ns(void)
{
	return 1;
}

int mcfg_platform_wall(int64_t *seconds, uint32_t *nanoseconds)
{
	*seconds = WALL_BEGIN_S + (int64_t)((now_ns - SEC(1)) / SEC(1));
	*nanoseconds = (uint32_t)(now_ns % SEC(1));
	return 0;
}

/* Events from outside come first; only where there are none, and a deadline is, time passes. */
void mcfg_platform_wait(uint64_t deadline_ns)
{
	bool happened = mcfg_unix_events_wait(deadline_ns == MCFG_NEVER_NS ? deadline_ns : 0);

	if (!happened && deadline_ns != MCFG_NEVER_NS && deadline_ns > now_ns)
		now_ns = deadline_ns;
}
