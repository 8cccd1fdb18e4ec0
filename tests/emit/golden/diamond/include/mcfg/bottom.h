/*
 * <mcfg/bottom.h>
 * Written by mcfg from devices/diamond.mdev:13.
 */
#ifndef MCFG_GENERATED_INTERFACE_BOTTOM_H
#define MCFG_GENERATED_INTERFACE_BOTTOM_H

#include <mcfg/base.h>
#include <mcfg/left.h>
#include <mcfg/right.h>

struct bottom;

struct bottom_ops {
	MCFG_OPS_NAME
	int (*b)(struct bottom *self);
};

struct bottom {
	struct left left;
	struct right right;
	const struct bottom_ops *ops;
};

static inline struct left *bottom_as_left(struct bottom *self)
{
	return &self->left;
}

static inline struct top *bottom_as_top(struct bottom *self)
{
	return &self->left.top;
}

static inline struct right *bottom_as_right(struct bottom *self)
{
	return &self->right;
}

static inline int bottom_b(struct bottom *self);

#include <mcfg/bind/bottom.h>

#endif
