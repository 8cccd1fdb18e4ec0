/* network in devices/wire.c: open, through its operations. */
struct tap;
extern const struct network_up_ops tap_network_up_ops;
#line 4 "devices/network.mdev"
int tap_network_frame(struct tap *self, unsigned port, int frame, unsigned port_);
#line 5 "devices/network.mdev"
void tap_network_link(struct tap *self, unsigned port, bool up);
extern const struct network_up_ops app_main_network_up_ops;
#line 4 "devices/network.mdev"
int app_main_network_frame(unsigned port, int frame, unsigned port_);
#line 5 "devices/network.mdev"
void app_main_network_link(unsigned port, bool up);
#line 14 "bind/devices_wire/mcfg/bind/network.h"

static inline void network_poke(struct network *self, int frame)
{
	MCFG_TRACE_OPERATION("network_poke", self);
	mcfg_configure_again();
	self->ops->poke(self, frame);
}

static inline int network_up_frame(struct network *self, int frame, unsigned port_)
{
	MCFG_TRACE_OPERATION("network_up_frame", self);
	int result = { 0 };

	for (const struct network_up *at = self->up; at && at->ops; at++) {
		if (at->ops == &tap_network_up_ops)
			result = tap_network_frame(at->self, at->port, frame, port_);
		else
			result = app_main_network_frame(at->port, frame, port_);
	}
	return result;
}

static inline void network_up_link(struct network *self, bool up)
{
	MCFG_TRACE_OPERATION("network_up_link", self);
	for (const struct network_up *at = self->up; at && at->ops; at++) {
		if (at->ops == &tap_network_up_ops)
			tap_network_link(at->self, at->port, up);
		else
			app_main_network_link(at->port, up);
	}
}
