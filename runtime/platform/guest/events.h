/*
 * events.h - what happens outside: interrupts, event channels. An interrupt raises its event, which
 * only marks it; the scheduler runs what is to be done when it looks, on a task's stack.
 */
#ifndef MCFG_EVENTS_H
#define MCFG_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

struct mcfg_event {
	void (*happened)(struct mcfg_event *event); /* run by the scheduler; wakes who waits */
	struct mcfg_event *next;
	bool raised;
};

/* Marks it; a leaf, for handlers of interrupts. More than once is as good as once. */
void mcfg_event_raise(struct mcfg_event *event);

/* One of those that are raised, which it is no more; null: there is none. For guest/wait.c only. */
struct mcfg_event *mcfg_events_take(void);

/* The console's: the machine raises it when there is input, or room for output again. */
extern struct mcfg_event mcfg_console_event;

#endif
