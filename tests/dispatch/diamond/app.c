#include <mcfg/bottom.h>

#include <stdio.h>

int app_bottom_start(struct bottom *bottom)
{
	printf("bottom %d left %d right %d\n", bottom_b(bottom), left_l(bottom_as_left(bottom)),
	       right_r(bottom_as_right(bottom)));
	printf("top %d by left %d by right %d\n", top_name(bottom_as_top(bottom), 1),
	       top_name(left_as_top(bottom_as_left(bottom)), 2),
	       top_name(right_as_top(bottom_as_right(bottom)), 3));
	return 0;
}
