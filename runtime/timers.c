/*
 * Timers: a heap with four children a node, whose entries carry the times, so that what is compared
 * lies together. See <mcfg/timers.h>.
 */
#include "sched.h"

#include <errno.h>
#include <stdlib.h>

struct entry {
	uint64_t at_ns;
	struct mcfg_timer *timer;
};

/*
 * heap[1 ..= n] are the entries, so that slot 0 means none; there is room for every open timer, so
 * that starting one never fails. The children of i are 4i - 2 .. 4i + 1.
 */
static struct {
	struct entry *heap;
	size_t n, n_open, room;
} timers;

static size_t parent_of(size_t slot)
{
	return (slot + 2) / 4;
}

static void put(size_t slot, struct entry entry)
{
	timers.heap[slot] = entry;
	entry.timer->slot = slot;
}

/* Moves an entry from the free place `slot` towards the root, as far as it goes. */
static void sift_up(size_t slot, struct entry entry)
{
	while (slot > 1 && entry.at_ns < timers.heap[parent_of(slot)].at_ns) {
		put(slot, timers.heap[parent_of(slot)]);
		slot = parent_of(slot);
	}
	put(slot, entry);
}

/* The same towards the leaves. */
static void sift_down(size_t slot, struct entry entry)
{
	for (;;) {
		size_t first = 4 * slot - 2, least = first;
		size_t end = first + 4 <= timers.n + 1 ? first + 4 : timers.n + 1;

		if (first > timers.n)
			break;
		for (size_t child = first + 1; child < end; child++)
			if (timers.heap[child].at_ns < timers.heap[least].at_ns)
				least = child;
		if (entry.at_ns <= timers.heap[least].at_ns)
			break;
		put(slot, timers.heap[least]);
		slot = least;
	}
	put(slot, entry);
}

int mcfg_timer_open(struct mcfg_timer *timer, void (*fire)(struct mcfg_timer *timer))
{
	if (timers.n_open + 1 >= timers.room) {
		size_t room = timers.room ? 2 * timers.room : 16;
		struct entry *heap = realloc(timers.heap, room * sizeof *heap);

		if (!heap)
			return -ENOMEM;
		timers.heap = heap;
		timers.room = room;
	}
	timers.n_open++;
	timer->fire = fire;
	timer->slot = 0;
	return 0;
}

void mcfg_timer_close(struct mcfg_timer *timer)
{
	mcfg_timer_stop(timer);
	timers.n_open--;
}

void mcfg_timer_start(struct mcfg_timer *timer, uint64_t at_ns)
{
	mcfg_timer_stop(timer);
	sift_up(++timers.n, (struct entry){ .at_ns = at_ns, .timer = timer });
}

void mcfg_timer_stop(struct mcfg_timer *timer)
{
	size_t slot = timer->slot;
	struct entry last;

	if (slot == 0)
		return;
	timer->slot = 0;
	last = timers.heap[timers.n--];
	if (last.timer == timer)
		return;
	if (slot > 1 && last.at_ns < timers.heap[parent_of(slot)].at_ns)
		sift_up(slot, last);
	else
		sift_down(slot, last);
}

uint64_t mcfg_timers_next_ns(void)
{
	return timers.n ? timers.heap[1].at_ns : MCFG_NEVER_NS;
}

void mcfg_timers_fire(uint64_t now_ns)
{
	while (timers.n && timers.heap[1].at_ns <= now_ns) {
		struct mcfg_timer *timer = timers.heap[1].timer;

		trace_event(TRACE_TIMER, 0, timers.heap[1].at_ns, NULL);
		mcfg_timer_stop(timer);
		timer->fire(timer);
	}
}
