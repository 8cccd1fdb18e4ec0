/*
 * network_filter.h - for devices that take a card and are one: what they pass on as it is.
 *
 * struct NAME has the members `network`, the card that it is, and `below`, the one that it takes.
 */
#ifndef NETWORK_FILTER_H
#define NETWORK_FILTER_H

#include <mcfg/network.h>

#define NETWORK_FILTER_BELOW(name, self) (container_of(self, struct name, network)->below)

/* Defines all operations of the device `name` but write. */
#define NETWORK_FILTER(name)                                                          \
	void name##_info(struct network *self, struct network_info *info)             \
	{                                                                             \
		network_info(NETWORK_FILTER_BELOW(name, self), info);                 \
	}                                                                             \
	int name##_start(struct network *self)                                        \
	{                                                                             \
		return network_start(NETWORK_FILTER_BELOW(name, self));               \
	}                                                                             \
	int name##_accept(struct network *self, unsigned offloads)                    \
	{                                                                             \
		return network_accept(NETWORK_FILTER_BELOW(name, self), offloads);    \
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
