/*
 * <mcfg/device/filter.h> - Lets through what is not negative.
 * Written by mcfg from devices/sink.mdev:14.
 */
#ifndef MCFG_GENERATED_DEVICE_FILTER_H
#define MCFG_GENERATED_DEVICE_FILTER_H

#include <mcfg/base.h>
#include <mcfg/value.h>
#include <mcfg/sink.h>
#include <mcfg/sink.h>

struct filter_config; /* nothing: null */

struct filter {
	struct sink sink;
	struct {
		struct sink *sink;
	} args;
};

#line 14 "devices/sink.mdev"
int filter_connect(struct filter *self, struct sink *sink, const struct filter_config *config);
#line 14 "devices/sink.mdev"
void filter_disconnect(struct filter *self);
#line 4 "devices/sink.mdev"
int filter_put(struct sink *self, int byte);
#line 5 "devices/sink.mdev"
int filter_unused(struct sink *self);
extern const struct sink_ops filter_sink_ops;
#line 32 "include/mcfg/device/filter.h"

#endif
