/*
 * <mcfg/device/tap.h> - Counts the frames of two networks.
 * Written by mcfg from devices/network.mdev:17.
 */
#ifndef MCFG_DEVICE_TAP_H
#define MCFG_DEVICE_TAP_H

#include <mcfg/base.h>
#include <mcfg/value.h>
#include <mcfg/probe.h>
#include <mcfg/network.h>
#include <mcfg/network.h>

struct tap_config; /* nothing: null */

struct tap; /* devices/tap.h */

#line 17 "devices/network.mdev"
int tap_connect(struct tap *self, struct network *network, struct network *network_2,
		const struct tap_config *config);
#line 17 "devices/network.mdev"
void tap_disconnect(struct tap *self);
#line 9 "devices/network.mdev"
int tap_seen(struct probe *self);
extern const struct probe_ops tap_probe_ops;
#line 4 "devices/network.mdev"
int tap_network_frame(struct tap *self, unsigned port, int frame, unsigned port_);
#line 5 "devices/network.mdev"
void tap_network_link(struct tap *self, unsigned port, bool up);
extern const struct network_up_ops tap_network_up_ops;
#line 32 "include/mcfg/device/tap.h"

#endif
