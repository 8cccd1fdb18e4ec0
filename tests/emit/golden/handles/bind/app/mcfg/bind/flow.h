/* flow in app.c: listener_flow, listener_tls, null_flow. */
extern const struct flow_ops listener_flow_flow_ops;
#line 2 "devices/flow.mdev"
int listener_flow_write(struct flow *self, const char *text);
extern const struct flow_ops listener_tls_flow_ops;
#line 2 "devices/flow.mdev"
int listener_tls_write(struct flow *self, const char *text);
extern const struct flow_ops null_flow_flow_ops;
#line 2 "devices/flow.mdev"
int null_flow_write(struct flow *self, const char *text);
#line 12 "bind/app/mcfg/bind/flow.h"

static inline int flow_write(struct flow *self, const char *text)
{
	MCFG_TRACE_OPERATION("flow_write", self);
	if (self->ops == &listener_flow_flow_ops)
		return listener_flow_write(self, text);
	else if (self->ops == &listener_tls_flow_ops)
		return listener_tls_write(self, text);
	else if (self->ops == &null_flow_flow_ops)
		return null_flow_write(self, text);
	else
		return self->ops->write(self, text);
}
