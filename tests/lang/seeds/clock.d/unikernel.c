#include <mcfg/mclock.h>
#include <mcfg/pclock.h>
#include <mcfg/time.h>

#include <stdio.h>

int unikernel_main_start(struct time *time, struct pclock *pclock, struct mclock *mclock)
{
	uint64_t before = mclock_elapsed_ns(mclock);
	uint32_t nanoseconds;
	int64_t seconds;

	time_sleep_ns(time, MSEC(2));
	puts(mclock_elapsed_ns(mclock) - before >= MSEC(2) ? "time passes" : "time stands");
	if (pclock_now(pclock, &seconds, &nanoseconds))
		return 1;
	puts(seconds > 1600000000 && nanoseconds < 1000000000 ? "it is late" : "it is early");
	return 0;
}
