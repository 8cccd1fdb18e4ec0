#include <mcfg/sink.h>

#include <stdio.h>

int both_main_start(struct sink *sink, struct sink *sink_2)
{
	printf("both %d %d %d\n", sink_put(sink, 10), sink_put(sink_2, -10), sink_put(sink, -1));
	return 0;
}
