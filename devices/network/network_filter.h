/*
 * network_filter.h - for devices that take a card and are one: what they pass on as it is.
 *
 * struct NAME has the members `network`, the card that it is, and `below`, the one that it takes.
 */
#ifndef NETWORK_FILTER_H
#define NETWORK_FILTER_H

#include <errno.h>
#include <mcfg/network.h>

#define NETWORK_FILTER_BELOW(name, self) (container_of(self, struct name, network)->below)

/* Defines all operations of the device `name` but write. */
#define NETWORK_FILTER(name)                                                       \
	NETWORK_FILTER_STATE(name)                                                 \
	void name##_info(struct network *self, struct network_info *info)          \
	{                                                                          \
		network_info(NETWORK_FILTER_BELOW(name, self), info);              \
	}                                                                          \
	int name##_accept(struct network *self, unsigned offloads)                 \
	{                                                                          \
		return network_accept(NETWORK_FILTER_BELOW(name, self), offloads); \
	}

/* The same for one that looks at frames as they are on the wire: it offers no offloads. */
#define NETWORK_FILTER_WIRE(name)                                         \
	NETWORK_FILTER_STATE(name)                                        \
	void name##_info(struct network *self, struct network_info *info) \
	{                                                                 \
		network_info(NETWORK_FILTER_BELOW(name, self), info);     \
		info->offloads = 0;                                       \
	}                                                                 \
	int name##_accept(struct network *self, unsigned offloads)        \
	{                                                                 \
		(void)self;                                               \
		return offloads ? -EINVAL : 0;                            \
	}

#define NETWORK_FILTER_STATE(name)                                                    \
	int name##_start(struct network *self)                                        \
	{                                                                             \
		return network_start(NETWORK_FILTER_BELOW(name, self));               \
	}                                                                             \
	bool name##_carrier(struct network *self)                                     \
	{                                                                             \
		return network_carrier(NETWORK_FILTER_BELOW(name, self));             \
	}                                                                             \
	int name##_wait_carrier(struct network *self, bool on)                        \
	{                                                                             \
		return network_wait_carrier(NETWORK_FILTER_BELOW(name, self), on);    \
	}                                                                             \
	void name##_statistics(struct network *self, struct network_statistics *seen) \
	{                                                                             \
		network_statistics(NETWORK_FILTER_BELOW(name, self), seen);           \
	}

#endif
