/* tap.h - a tap or macvtap interface of the host as a card. */
#ifndef TAP_H
#define TAP_H

#include "vnet_header.h"

#include <mcfg/network.h>
#include <mcfg/task.h>
#include <mcfg/unix/fd.h>

enum {
	TAP_HEADER_BYTES = VNET_HEADER_SHORT_BYTES,
	/*
	 * What a buf for frames that come up holds. The first of a frame is enough for all but a
	 * joined one, which goes on in those that lie ready behind it.
	 */
	TAP_BUF_BYTES = 2048,
	TAP_HEADROOM_BYTES = 64,
	TAP_LARGE_BUF_BYTES = 16384,
	TAP_LARGE_BUFS = 4,
	TAP_N_BUFS = 256
};

struct tap {
	struct network network;
	char name[16]; /* the interface's */
	unsigned index;
	struct mcfg_fd file;
	struct mcfg_fd links; /* a socket that tells of changes; -1: there is none */
	struct mcfg_buf_pool pool, large;
	struct mcfg_task *receiver;
	struct mcfg_waker started;
	bool is_started;
	unsigned accepted;
	struct mcfg_mutex sending; /* of those who wait for room */
	struct network_info info;
	struct network_statistics seen;
};

/*
 * tap_open - open the interface `name`, or tapN for a number, with a vnet header before each frame.
 *
 * Returns 0, -ENODEV: there is no such interface, -EBUSY: somebody has it; -EINVAL: it is neither
 * tap nor macvtap; or the system's.
 */
int tap_open(struct tap *self, const char *name);

/* Which offloads the host may make use of in frames for us. Returns 0 or a negative errno. */
int tap_set_offloads(struct tap *self, unsigned offloads);

/* The task that receives. */
int tap_receive(void *tap);

/* The carrier, and the socket that tells of it. */
int tap_open_links(struct tap *self);
void tap_close_links(struct tap *self);

#endif
