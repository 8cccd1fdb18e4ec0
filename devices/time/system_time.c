/* Sleeping by the runtime's timers. */
#include <mcfg/task.h>
#include <mcfg/time.h>

int system_time_sleep_ns(struct time *self, uint64_t ns)
{
	(void)self;
	return task_sleep_ns(ns);
}
