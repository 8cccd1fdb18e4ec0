#include "hello/hello.h"

int unikernel_start(void)
{
	hello("library");
	return 0;
}
