#include <mcfg/conduit.h>

int unikernel_main_start(struct conduit *conduit)
{
	conduit_show(conduit, 0);
	return 0;
}
