/*
 * <mcfg/sink.h> - Takes bytes.
 * Written by mcfg from devices/sink.mdev:1.
 */
#ifndef MCFG_GENERATED_INTERFACE_SINK_H
#define MCFG_GENERATED_INTERFACE_SINK_H

#include <mcfg/base.h>

struct sink;

struct sink_ops {
	MCFG_OPS_NAME
	int (*put)(struct sink *self, int byte);
	int (*unused)(struct sink *self);
};

struct sink {
	const struct sink_ops *ops;
};

/* Takes one byte. Returns how many it has taken. */
static inline int sink_put(struct sink *self, int byte);

static inline int sink_unused(struct sink *self);

#include <mcfg/bind/sink.h>

#endif
