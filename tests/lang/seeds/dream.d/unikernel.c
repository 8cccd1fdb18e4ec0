#include <mcfg/pclock.h>
#include <mcfg/stackv4v6.h>
#include <mcfg/time.h>

int unikernel_make_start(struct pclock *pclock, struct time *time, struct stackv4v6 *stackv4v6)
{
	(void)pclock;
	(void)time;
	stackv4v6_show(stackv4v6, 0);
	return 0;
}
