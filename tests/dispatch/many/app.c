#include <mcfg/link.h>

#include <stdio.h>

int app_main_start(struct link *link)
{
	printf("sum %d\n", link_sum(link));
	return 0;
}
