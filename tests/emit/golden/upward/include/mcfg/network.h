/*
 * <mcfg/network.h>
 * Written by mcfg from devices/network.mdev:1.
 */
#ifndef MCFG_NETWORK_H
#define MCFG_NETWORK_H

#include <mcfg/base.h>

struct network;

struct network_ops {
	MCFG_OPS_NAME
	void (*poke)(struct network *self, int frame);
};

/* Whoever takes a network: a list that ends with null operations. */
struct network_up_ops {
	int (*frame)(void *self, unsigned port, int frame, unsigned port_);
	void (*link)(void *self, unsigned port, bool up);
};

struct network_up {
	const struct network_up_ops *ops;
	void *self;
	unsigned port; /* the argument's position, from 0 */
};

struct network {
	const struct network_ops *ops;
	const struct network_up *up; /* null: nobody takes it */
};

/* Makes a frame arrive. */
static inline void network_poke(struct network *self, int frame);

/* Upwards: called by whoever implements network. */

static inline int network_up_frame(struct network *self, int frame, unsigned port_);

static inline void network_up_link(struct network *self, bool up);

#include <mcfg/bind/network.h>

#endif
