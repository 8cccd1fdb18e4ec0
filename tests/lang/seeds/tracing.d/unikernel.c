#include <mcfg/stackv4.h>

int unikernel_main_start(struct stackv4 *stackv4)
{
	stackv4_show(stackv4, 0);
	return 0;
}
