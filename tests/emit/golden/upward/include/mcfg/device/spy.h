/*
 * <mcfg/device/spy.h> - Counts the frames of two segments.
 * Written by mcfg from devices/segment.mdev:17.
 */
#ifndef MCFG_GENERATED_DEVICE_SPY_H
#define MCFG_GENERATED_DEVICE_SPY_H

#include <mcfg/base.h>
#include <mcfg/value.h>
#include <mcfg/probe.h>
#include <mcfg/segment.h>
#include <mcfg/segment.h>

struct spy_config; /* nothing: null */

struct spy; /* devices/spy.h */

#line 17 "devices/segment.mdev"
int spy_connect(struct spy *self, struct segment *segment, struct segment *segment_2,
		const struct spy_config *config);
#line 17 "devices/segment.mdev"
void spy_disconnect(struct spy *self);
#line 9 "devices/segment.mdev"
int spy_seen(struct probe *self);
extern const struct probe_ops spy_probe_ops;
#line 4 "devices/segment.mdev"
int spy_segment_frame(struct spy *self, unsigned port, int frame, unsigned port_);
#line 5 "devices/segment.mdev"
void spy_segment_link(struct spy *self, unsigned port, bool up);
extern const struct segment_up_ops spy_segment_up_ops;
#line 32 "include/mcfg/device/spy.h"

#endif
