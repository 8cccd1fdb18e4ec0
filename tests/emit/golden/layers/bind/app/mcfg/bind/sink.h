/* sink in app.c: filter. */
extern const struct sink_ops filter_sink_ops;
#line 4 "devices/sink.mdev"
int filter_put(struct sink *self, int byte);
#line 5 "devices/sink.mdev"
int filter_unused(struct sink *self);
#line 8 "bind/app/mcfg/bind/sink.h"

static inline int sink_put(struct sink *self, int byte)
{
	MCFG_TRACE_OPERATION("sink_put", self);
	MCFG_EXPECT_HANDLE(self->ops == &filter_sink_ops, "sink", self->ops);
	return filter_put(self, byte);
}

static inline int sink_unused(struct sink *self)
{
	MCFG_TRACE_OPERATION("sink_unused", self);
	MCFG_EXPECT_HANDLE(self->ops == &filter_sink_ops, "sink", self->ops);
	return filter_unused(self);
}
