#include <from.h>

int app_main_start(void)
{
	return FROM_SYSROOT;
}
