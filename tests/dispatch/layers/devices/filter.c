#include <mcfg/sink.h>

int filter_put(struct sink *self, int byte)
{
	struct filter *filter = container_of(self, struct filter, sink);

	return byte < 0 ? -1 : sink_put(filter->args.sink, byte);
}

int filter_unused(struct sink *self)
{
	return self == NULL;
}
