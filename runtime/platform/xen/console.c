/* The console to a guest: leaves, but for opening. See console.h and ../guest/machine.h. */
#include "../guest/leaf.h"

#include "console.h"

#include "../guest/events.h"
#include "../guest/machine.h"
#include "console_ring.h"
#include "events.h"
#include "shared.h"
#include "xen_arch.h"

/* Of looks, with the processor given away between: a second at least. */
enum { PATIENCE = 50000 };

static struct {
	struct console_ring ring;
	struct xen_event event;
	bool stuck; /* nobody has taken anything for that long */
} console;

/* ---- opening --------------------------------------------------------------------------------- */

static void tell(void)
{
	mcfg_event_raise(&mcfg_console_event);
}

static void happened(struct xen_event *event)
{
	(void)event;
	tell();
}

uint64_t xen_console_frame(void)
{
	uint64_t frame = xen_parameter(HVM_PARAM_CONSOLE_PFN);

	return frame == UINT64_MAX ? 0 : frame;
}

void xen_console_open(void)
{
	uint64_t frame = xen_console_frame();

	if (frame == 0) {
		xen_arch_console_open(tell);
		return;
	}
	console_ring_init(&console.ring, (void *)(uintptr_t)(frame * XEN_PAGE_BYTES));
	console.stuck = false;
	console.event.happened = happened;
	xen_event_adopt(&console.event, (uint32_t)xen_parameter(HVM_PARAM_CONSOLE_EVTCHN));
}

/* ---- tasks' ---------------------------------------------------------------------------------- */

static MCFG_LEAF void notify(void)
{
	struct evtchn_send send = { .port = console.event.port };

	xen_event_channel_op(EVTCHNOP_send, &send);
}

size_t mcfg_machine_console_put(const char *data, size_t len)
{
	size_t n;

	if (!console.ring.page)
		return xen_arch_console_put(data, len);
	n = console_ring_put(&console.ring, data, len);
	if (n > 0)
		notify();
	return n;
}

size_t mcfg_machine_console_get(char *data, size_t cap)
{
	size_t n;

	if (!console.ring.page)
		return xen_arch_console_get(data, cap);
	n = console_ring_take(&console.ring, data, cap);
	if (n > 0)
		notify();
	return n;
}

/* ---- at once --------------------------------------------------------------------------------- */

/* Lets the other side run, unless it did nothing for long. */
static bool wait_a_little(unsigned *looks)
{
	if (console.stuck)
		return false;
	xen_sched_op(SCHEDOP_yield, NULL);
	console.stuck = ++*looks == PATIENCE;
	return !console.stuck;
}

/* To a console that nobody reads what does not fit is lost, so that an image can still end. */
void mcfg_machine_message(const char *data, size_t len)
{
	unsigned looks = 0;

	if (!console.ring.page) {
		xen_arch_console_message(data, len);
		return;
	}
	while (len > 0) {
		size_t n = console_ring_put(&console.ring, data, len);

		data += n;
		len -= n;
		notify();
		if (n > 0)
			console.stuck = false, looks = 0;
		else if (!wait_a_little(&looks))
			return;
	}
}

void xen_console_drain(void)
{
	unsigned looks = 0;

	while (!console_ring_is_drained(&console.ring))
		if (!wait_a_little(&looks))
			return;
}
