int filter_put(struct sink *self, int byte)
{
	return byte < 0 ? -1 : sink_put(container_of(self, struct filter, sink)->args.sink, byte);
}
