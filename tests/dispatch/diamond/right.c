#include "open.h"
#include <mcfg/right.h>

#include <stdio.h>

int right_main_start(struct right *right)
{
	printf("right %d top %d open %d\n", right_r(right), top_name(right_as_top(right), 4),
	       top_by_table(right_as_top(right), 5));
	return 0;
}
