/* The machine's monotonic clock. */
#include <mcfg/mclock.h>
#include <mcfg/platform.h>

uint64_t system_mclock_elapsed_ns(struct mclock *self)
{
	(void)self;
	return mcfg_platform_monotonic_ns();
}

uint64_t system_mclock_period_ns(struct mclock *self)
{
	(void)self;
	return mcfg_platform_monotonic_period_ns();
}
