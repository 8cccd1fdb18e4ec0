#include "../open.h"

int top_by_table(struct top *top, int n)
{
	return top_name(top, n);
}
