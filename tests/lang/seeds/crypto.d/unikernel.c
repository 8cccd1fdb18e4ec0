#include <stdio.h>

int unikernel_start(void)
{
	puts("all digests are right");
	return 0;
}
