/* The one place where a guest waits. See <mcfg/platform.h>. */
#include "console.h"
#include "events.h"
#include "machine.h"

#include <mcfg/platform.h>

/* Runs what the raised events ask for. Was there any? */
static bool run_events(void)
{
	struct mcfg_event *event = mcfg_events_take();
	bool any = event != NULL;

	for (; event; event = mcfg_events_take())
		event->happened(event);
	return any;
}

void mcfg_platform_wait(uint64_t deadline_ns)
{
	mcfg_console_drain();
	mcfg_machine_poll();
	if (run_events() || deadline_ns == 0)
		return;
	mcfg_machine_halt(deadline_ns);
	run_events();
}
