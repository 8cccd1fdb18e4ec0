/* One direction of a card with faults. See fault_network.h. */
#include "fault_network.h"

#include "frame_check.h"

#include <errno.h>
#include <string.h>

/* ---- the heap of frames on their way --------------------------------------------------------- */

static bool is_before(const struct fault_held *a, const struct fault_held *b)
{
	return a->due_ns != b->due_ns ? a->due_ns < b->due_ns : a->order < b->order;
}

static void hold(struct fault_lane *lane, const struct network_frame *frame, uint64_t due_ns)
{
	struct fault_held held = { due_ns, lane->n_held_ever++, *frame };
	size_t at = lane->n_held++;

	while (at > 0 && is_before(&held, &lane->held[(at - 1) / 2])) {
		lane->held[at] = lane->held[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	lane->held[at] = held;
	if (lane->more)
		mcfg_waker_wake(lane->more, 0);
}

/* The first that is due; the lane holds one. */
static struct network_frame take_first(struct fault_lane *lane)
{
	struct network_frame frame = lane->held[0].frame;
	struct fault_held last = lane->held[--lane->n_held];
	size_t at = 0, child;

	while ((child = 2 * at + 1) < lane->n_held) {
		if (child + 1 < lane->n_held &&
		    is_before(&lane->held[child + 1], &lane->held[child]))
			child++;
		if (!is_before(&lane->held[child], &last))
			break;
		lane->held[at] = lane->held[child];
		at = child;
	}
	lane->held[at] = last;
	return frame;
}

/* ---- faults ---------------------------------------------------------------------------------- */

/* The same bytes, in a buf of ours. Null: they do not fit, or there is none. */
static struct mcfg_buf *copy_of(struct fault_lane *lane, const struct network_frame *frame)
{
	struct mcfg_buf *copy = mcfg_buf_get(lane->copies);

	if (copy && network_frame_len(frame) > mcfg_buf_tailroom(copy)) {
		mcfg_buf_put(copy);
		copy = NULL;
	}
	for (const struct mcfg_buf *buf = frame->bufs; copy && buf; buf = buf->next)
		memcpy(mcfg_buf_append(copy, buf->len), buf->data, buf->len);
	return copy;
}

/* Turns one bit, of a frame that may be shared with others. */
static void corrupt(struct fault_lane *lane, struct network_frame *frame)
{
	size_t len = network_frame_len(frame);
	uint64_t bit = fault_random_below(&lane->random, 8 * (uint64_t)(len ? len : 1));
	struct mcfg_buf *copy = copy_of(lane, frame);

	if (!copy)
		return;
	network_frame_put(frame);
	frame->bufs = copy;
	if (len > 0)
		copy->data[bit / 8] ^= (unsigned char)(1 << bit % 8);
}

/* Bytes of its own, that its receiver may change, where there is room for them. */
static int duplicate(struct fault_lane *lane, const struct network_frame *frame,
                     struct network_frame *twin)
{
	*twin = *frame;
	twin->bufs = copy_of(lane, frame);
	return twin->bufs ? 0 : frame_share(frame, twin);
}

/* When it has passed the wire, which lets one frame through after the other. */
static uint64_t due(struct fault_lane *lane, const struct network_frame *frame, uint64_t now_ns)
{
	const struct fault_settings *set = lane->settings;
	uint64_t due_ns = now_ns;

	if (set->rate_bytes > 0) {
		if (lane->free_ns < now_ns)
			lane->free_ns = now_ns;
		lane->free_ns += network_frame_len(frame) * SEC(1) / set->rate_bytes;
		due_ns = lane->free_ns;
	}
	due_ns += set->delay_ns;
	if (set->jitter_ns > 0)
		due_ns += fault_random_below(&lane->random, set->jitter_ns);
	if (fault_random_hits(&lane->random, set->reorder))
		due_ns += FAULT_REORDER_NS;
	return due_ns;
}

/* Now, or later. A lane that is full loses it, as the queue of a real wire does. */
static int pass_or_hold(struct fault_lane *lane, struct network_frame *frame)
{
	uint64_t now_ns = task_now_ns();
	uint64_t due_ns = due(lane, frame, now_ns);

	if (due_ns <= now_ns && lane->n_held == 0)
		return lane->pass(lane, frame);
	if (lane->n_held == FAULT_HELD)
		network_frame_put(frame);
	else
		hold(lane, frame, due_ns);
	frame->bufs = NULL;
	return 0;
}

int fault_lane_send(struct fault_lane *lane, struct network_frame *frame)
{
	const struct fault_settings *set = lane->settings;
	struct network_frame twin = { 0 };

	if (!frame->bufs)
		return 0;
	if (fault_random_hits(&lane->random, set->loss)) {
		network_frame_put(frame);
		return 0;
	}
	if (fault_random_hits(&lane->random, set->corrupt))
		corrupt(lane, frame);
	if (fault_random_hits(&lane->random, set->duplicate) && duplicate(lane, frame, &twin) == 0)
		pass_or_hold(lane, &twin);
	return pass_or_hold(lane, frame);
}

/* ---- the task -------------------------------------------------------------------------------- */

static int wait_for_more(struct fault_lane *lane)
{
	struct mcfg_waker more = { 0 };
	uint64_t due_ns = lane->n_held ? lane->held[0].due_ns : MCFG_NEVER_NS;
	uint64_t outer_ns = task_deadline_push(due_ns);
	int error;

	lane->more = &more;
	error = mcfg_waker_wait(&more);
	lane->more = NULL;
	task_deadline_pop(outer_ns);
	return error == -ETIMEDOUT ? 0 : error;
}

static int run(void *argument)
{
	struct fault_lane *lane = argument;
	int error = 0;

	while (!error) {
		if (lane->n_held > 0 && lane->held[0].due_ns <= task_now_ns()) {
			struct network_frame frame = take_first(lane);

			lane->pass(lane, &frame);
		} else {
			error = wait_for_more(lane);
		}
	}
	return error;
}

int fault_lane_open(struct fault_lane *lane, const char *name, uint64_t seed, uint64_t stream)
{
	struct mcfg_task_options options = { .name = name };

	fault_random_init(&lane->random, seed, stream);
	return task_spawn(&lane->task, &options, run, lane);
}

void fault_lane_close(struct fault_lane *lane)
{
	task_cancel(lane->task);
	task_join(&lane->task, 1);
	while (lane->n_held > 0) {
		struct network_frame frame = take_first(lane);

		network_frame_put(&frame);
	}
}
