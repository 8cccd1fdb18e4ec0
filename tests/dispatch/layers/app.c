#include "helper.h"

#include <stdio.h>

int app_direct_start(struct sink *sink)
{
	int first = sink_put(sink, 1);
	int refused = sink_put(sink, -1);

	printf("put %d %d %d\n", first, refused, help(sink, 2));
	return 0;
}
