#include <stdio.h>

int unikernel_start(void)
{
	for (int i = 0; i < 4; i++)
		puts("hello");
	return 0;
}
