#include "helper.h"

#include <stdio.h>

int app_direct_start(struct sink *sink)
{
	printf("put %d %d %d\n", sink_put(sink, 1), sink_put(sink, -1), help(sink, 2));
	return 0;
}
