/* sink in both.c: filter, counter. */
extern const struct sink_ops filter_sink_ops;
#line 4 "devices/sink.mdev"
int filter_put(struct sink *self, int byte);
#line 5 "devices/sink.mdev"
int filter_unused(struct sink *self);
extern const struct sink_ops counter_sink_ops;
#line 4 "devices/sink.mdev"
int counter_put(struct sink *self, int byte);
#line 5 "devices/sink.mdev"
int counter_unused(struct sink *self);
#line 13 "bind/both/mcfg/bind/sink.h"

static inline int sink_put(struct sink *self, int byte)
{
	MCFG_TRACE_OPERATION("sink_put", self);
	MCFG_EXPECT_HANDLE(self->ops == &filter_sink_ops || self->ops == &counter_sink_ops, "sink",
			   self->ops);
	if (self->ops == &filter_sink_ops)
		return filter_put(self, byte);
	else
		return counter_put(self, byte);
}

static inline int sink_unused(struct sink *self)
{
	MCFG_TRACE_OPERATION("sink_unused", self);
	MCFG_EXPECT_HANDLE(self->ops == &filter_sink_ops || self->ops == &counter_sink_ops, "sink",
			   self->ops);
	if (self->ops == &filter_sink_ops)
		return filter_unused(self);
	else
		return counter_unused(self);
}
