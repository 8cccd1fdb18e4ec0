/* The machine's wall clock. */
#include <mcfg/pclock.h>
#include <mcfg/platform.h>

int system_pclock_now(struct pclock *self, int64_t *seconds, uint32_t *nanoseconds)
{
	(void)self;
	return mcfg_platform_wall(seconds, nanoseconds);
}
