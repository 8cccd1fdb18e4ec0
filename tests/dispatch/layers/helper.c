#include "helper.h"

int help(struct sink *sink, int byte)
{
	return sink_put(sink, byte);
}
