#include <mcfg/sink.h>

#include <stdio.h>

int both_main_start(struct sink *sink, struct sink *sink_2)
{
	int first = sink_put(sink, 10);
	int second = sink_put(sink_2, -10);

	printf("both %d %d %d\n", first, second, sink_put(sink, -1));
	return 0;
}
