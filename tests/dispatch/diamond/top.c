#include <mcfg/top.h>

#include <stdio.h>

int top_main_start(struct top *top)
{
	printf("top %d\n", top_name(top, 6));
	return 0;
}
