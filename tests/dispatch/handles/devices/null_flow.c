#include <stdio.h>

int null_flow_write(struct flow *self, const char *text)
{
	(void)self;
	return printf("nowhere: %s\n", text);
}
