#include <mcfg/mclock.h>
#include <mcfg/pclock.h>
#include <mcfg/random.h>
#include <mcfg/stackv4.h>
#include <mcfg/time.h>

int unikernel_make_start(struct random *random, struct time *time, struct pclock *pclock,
                         struct mclock *mclock, struct stackv4 *stackv4)
{
	(void)random;
	(void)time;
	(void)pclock;
	(void)mclock;
	stackv4_show(stackv4, 0);
	return 0;
}
