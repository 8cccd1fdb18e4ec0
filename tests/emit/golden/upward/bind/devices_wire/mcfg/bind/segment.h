/* segment in devices/wire.c: open, through its operations. */
struct spy;
extern const struct segment_up_ops spy_segment_up_ops;
#line 4 "devices/segment.mdev"
int spy_segment_frame(struct spy *self, unsigned port, int frame, unsigned port_);
#line 5 "devices/segment.mdev"
void spy_segment_link(struct spy *self, unsigned port, bool up);
extern const struct segment_up_ops app_main_segment_up_ops;
#line 4 "devices/segment.mdev"
int app_main_segment_frame(unsigned port, int frame, unsigned port_);
#line 5 "devices/segment.mdev"
void app_main_segment_link(unsigned port, bool up);
#line 14 "bind/devices_wire/mcfg/bind/segment.h"

static inline void segment_poke(struct segment *self, int frame)
{
	MCFG_TRACE_OPERATION("segment_poke", self);
	mcfg_configure_again();
	self->ops->poke(self, frame);
}

static inline int segment_up_frame(struct segment *self, int frame, unsigned port_)
{
	MCFG_TRACE_OPERATION("segment_up_frame", self);
	int result = { 0 };

	for (const struct segment_up *at = self->up; at && at->ops; at++) {
		if (at->ops == &spy_segment_up_ops)
			result = spy_segment_frame(at->self, at->port, frame, port_);
		else
			result = app_main_segment_frame(at->port, frame, port_);
	}
	return result;
}

static inline void segment_up_link(struct segment *self, bool up)
{
	MCFG_TRACE_OPERATION("segment_up_link", self);
	for (const struct segment_up *at = self->up; at && at->ops; at++) {
		if (at->ops == &spy_segment_up_ops)
			spy_segment_link(at->self, at->port, up);
		else
			app_main_segment_link(at->port, up);
	}
}
