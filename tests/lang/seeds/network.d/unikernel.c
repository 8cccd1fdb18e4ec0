#include <mcfg/stackv4v6.h>

int unikernel_main_start(struct stackv4v6 *stackv4v6)
{
	stackv4v6_show(stackv4v6, 0);
	return 0;
}
