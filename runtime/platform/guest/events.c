/* Raised events: a leaf, for handlers of interrupts. See events.h. */
#include "leaf.h"

#include "events.h"

/* The latest first. Nothing interrupts who takes them: interrupts are handled where it is asked. */
static struct mcfg_event *raised;

void mcfg_event_raise(struct mcfg_event *event)
{
	if (event->raised)
		return;
	event->raised = true;
	event->next = raised;
	raised = event;
}

struct mcfg_event *mcfg_events_take(void)
{
	struct mcfg_event *event = raised;

	if (event) {
		raised = event->next;
		event->raised = false;
	}
	return event;
}
