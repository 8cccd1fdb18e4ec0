/*
 * <mcfg/device/counter.h> - Counts what it takes.
 * Written by mcfg from devices/sink.mdev:8.
 */
#ifndef MCFG_GENERATED_DEVICE_COUNTER_H
#define MCFG_GENERATED_DEVICE_COUNTER_H

#include <mcfg/base.h>
#include <mcfg/value.h>
#include <mcfg/sink.h>

struct counter_config; /* nothing: null */

struct counter; /* devices/counter.h */

#line 8 "devices/sink.mdev"
int counter_connect(struct counter *self, const struct counter_config *config);
#line 8 "devices/sink.mdev"
void counter_disconnect(struct counter *self);
#line 4 "devices/sink.mdev"
int counter_put(struct sink *self, int byte);
#line 5 "devices/sink.mdev"
int counter_unused(struct sink *self);
extern const struct sink_ops counter_sink_ops;
#line 26 "include/mcfg/device/counter.h"

#endif
