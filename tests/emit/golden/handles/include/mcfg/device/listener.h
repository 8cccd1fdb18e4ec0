/*
 * <mcfg/device/listener.h>
 * Written by mcfg from devices/flow.mdev:20.
 */
#ifndef MCFG_GENERATED_DEVICE_LISTENER_H
#define MCFG_GENERATED_DEVICE_LISTENER_H

#include <mcfg/base.h>
#include <mcfg/value.h>
#include <mcfg/acceptor.h>
#include <mcfg/flow.h>
#include <mcfg/secure.h>

struct listener_config; /* nothing: null */

struct listener {
	struct acceptor acceptor;
};

#line 20 "devices/flow.mdev"
int listener_connect(struct listener *self, const struct listener_config *config);
#line 20 "devices/flow.mdev"
void listener_disconnect(struct listener *self);
#line 11 "devices/flow.mdev"
struct flow *listener_accept(struct acceptor *self);
#line 12 "devices/flow.mdev"
struct secure *listener_accept_secure(struct acceptor *self);
extern const struct acceptor_ops listener_acceptor_ops;
#line 2 "devices/flow.mdev"
int listener_flow_write(struct flow *self, const char *text);
extern const struct flow_ops listener_flow_flow_ops;
#line 6 "devices/flow.mdev"
int listener_tls_key(struct secure *self);
extern const struct secure_ops listener_tls_secure_ops;
#line 2 "devices/flow.mdev"
int listener_tls_write(struct flow *self, const char *text);
extern const struct flow_ops listener_tls_flow_ops;
#line 39 "include/mcfg/device/listener.h"

/* What a handle is before its first use. */
#define LISTENER_FLOW_INIT \
	((struct flow){ .ops = &listener_flow_flow_ops })

/* What a handle is before its first use. */
#define LISTENER_TLS_INIT \
	((struct secure){ .ops = &listener_tls_secure_ops, \
		 .flow.ops = &listener_tls_flow_ops })

#endif
