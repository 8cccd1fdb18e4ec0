/* fault_network.h - a card with faults. */
#ifndef FAULT_NETWORK_H
#define FAULT_NETWORK_H

#include "../fault/fault_random.h"
#include "network_filter.h"

#include <mcfg/task.h>

enum { FAULT_HELD = 1024, FAULT_REORDER_NS = MSEC(10) };

/* What goes wrong. */
struct fault_settings {
	double loss, duplicate, corrupt, reorder;
	uint64_t delay_ns, jitter_ns;
	uint64_t rate_bytes; /* a second; 0: any */
};

/* A frame on its way. */
struct fault_held {
	uint64_t due_ns, order; /* of two that are due at one time the lower order goes first */
	struct network_frame frame;
};

/*
 * One direction. Frames go through its faults one by one; those that take time are held in a heap,
 * and a task hands them on when they are due.
 */
struct fault_lane {
	const struct fault_settings *settings;
	int (*pass)(struct fault_lane *lane, struct network_frame *frame); /* takes the bufs */
	struct fault_random random;
	struct mcfg_buf_pool *copies; /* for frames that are not ours to change */
	struct mcfg_task *task;
	struct mcfg_waker *more; /* of the task, while it waits */
	uint64_t free_ns;        /* when the wire has let the last frame pass */
	uint64_t n_held_ever;
	size_t n_held;
	struct fault_held held[FAULT_HELD];
};

struct fault_network {
	struct network network;
	struct network *below;
	struct fault_settings settings;
	struct mcfg_buf_pool copies;
	struct fault_lane in, out;
};

/* Starts a lane whose other members are set; ends it, and what it holds. */
int fault_lane_open(struct fault_lane *lane, const char *name, uint64_t seed, uint64_t stream);
void fault_lane_close(struct fault_lane *lane);

/* Sends a frame through the faults. Takes its bufs. Returns 0, or what `pass` returned at once. */
int fault_lane_send(struct fault_lane *lane, struct network_frame *frame);

#endif
