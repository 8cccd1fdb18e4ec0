/*
 * <mcfg/segment.h>
 * Written by mcfg from devices/segment.mdev:1.
 */
#ifndef MCFG_GENERATED_INTERFACE_SEGMENT_H
#define MCFG_GENERATED_INTERFACE_SEGMENT_H

#include <mcfg/base.h>

struct segment;

struct segment_ops {
	MCFG_OPS_NAME
	void (*poke)(struct segment *self, int frame);
};

/* Whoever takes a segment: a list that ends with null operations. */
struct segment_up_ops {
	int (*frame)(void *self, unsigned port, int frame, unsigned port_);
	void (*link)(void *self, unsigned port, bool up);
};

struct segment_up {
	const struct segment_up_ops *ops;
	void *self;
	unsigned port; /* the argument's position, from 0 */
};

struct segment {
	const struct segment_ops *ops;
	const struct segment_up *up; /* null: nobody takes it */
};

/* Makes a frame arrive. */
static inline void segment_poke(struct segment *self, int frame);

/* Upwards: called by whoever implements segment. */

static inline int segment_up_frame(struct segment *self, int frame, unsigned port_);

static inline void segment_up_link(struct segment *self, bool up);

#include <mcfg/bind/segment.h>

#endif
