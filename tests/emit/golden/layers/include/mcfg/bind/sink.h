/* Open: any sink, through its operations. */

static inline int sink_put(struct sink *self, int byte)
{
	MCFG_TRACE_OPERATION("sink_put", self);
	mcfg_configure_again();
	return self->ops->put(self, byte);
}

static inline int sink_unused(struct sink *self)
{
	MCFG_TRACE_OPERATION("sink_unused", self);
	mcfg_configure_again();
	return self->ops->unused(self);
}
