/* A guest of Xen, on every architecture: see ../guest/machine.h, and xen_arch.h for the rest. */
#include "../guest/machine.h"

#include "../../arch/arch.h"
#include "../guest/events.h"
#include "clock.h"
#include "console.h"
#include "control.h"
#include "events.h"
#include "shared.h"
#include "stores.h"
#include "xen_arch.h"

#include <mcfg/platform.h>
#include <string.h>

static _Noreturn void fail(const char *why)
{
	xen_arch_console_message(why, strlen(why));
	mcfg_machine_crash();
}

/* ---- start ----------------------------------------------------------------------------------- */

void mcfg_machine_early(const void *boot)
{
	xen_arch_early(boot);
	if (!xen_arch_present())
		fail("mcfg: this image is for Xen, which is not here\n");
}

static void open_store(void)
{
	uint64_t frame = xen_parameter(HVM_PARAM_STORE_PFN);

	/* Where it is still to come the page says so with a frame that cannot be. */
	if (frame == 0 || frame == UINT64_MAX)
		return;
	xen_store_init((void *)(uintptr_t)(frame * XEN_PAGE_BYTES),
	               (uint32_t)xen_parameter(HVM_PARAM_STORE_EVTCHN));
}

void mcfg_machine_init(void)
{
	if (xen_shared_map())
		fail("mcfg: Xen does not give its shared page\n");
	xen_events_init(xen_shared);
	xen_arch_init(xen_events_interrupt);
	xen_console_open();
	open_store();
}

void mcfg_machine_serve(void)
{
	xen_control_start();
}

size_t mcfg_machine_entropy(void *data, size_t len)
{
	(void)data, (void)len;
	return 0;
}

/* ---- time and waiting ------------------------------------------------------------------------ */

/* Where nobody has told Xen the time, as on a board without dom0 or clock, it counts from 1970. */
int mcfg_platform_wall(int64_t *seconds, uint32_t *nanoseconds)
{
	uint64_t base_s, ns = xen_arch_system_ns();
	uint32_t base_ns;

	if (xen_clock_wall_base(xen_shared, &base_s, &base_ns))
		base_s = base_ns = 0;
	ns += base_ns;
	*seconds = (int64_t)(base_s + ns / 1000000000);
	*nanoseconds = (uint32_t)(ns % 1000000000);
	return 0;
}

/* Did the last poll hand out anything? Then a task may be able to run: there is no halt. */
static bool handed_out;

void mcfg_machine_poll(void)
{
	xen_arch_take_interrupts();
	handed_out = xen_events_scan();
}

/* With interrupts masked, so that what happens after the look ends the halt. */
void mcfg_machine_halt(uint64_t deadline_ns)
{
	if (handed_out)
		return;
	if (!xen_events_pending())
		xen_arch_halt(deadline_ns);
	xen_events_scan();
}

/* ---- ends ------------------------------------------------------------------------------------ */

static _Noreturn void shut_down(unsigned reason)
{
	struct sched_shutdown shutdown = { .reason = reason };

	if (xen_arch_present())
		xen_sched_op(SCHEDOP_shutdown, &shutdown);
	mcfg_arch_stop();
}

/* Xen's own reasons have other meanings: a status of 1 would be a reboot. */
_Noreturn void mcfg_machine_exit(int status)
{
	char text[STORE_NUMBER];

	store_number(text, (unsigned)status, 10);
	xen_store_write_last("data/mcfg/status", text);
	xen_console_drain();
	shut_down(xen_control_reboots() ? SHUTDOWN_reboot : SHUTDOWN_poweroff);
}

_Noreturn void mcfg_machine_crash(void)
{
	xen_console_drain();
	shut_down(SHUTDOWN_crash);
}

_Noreturn void mcfg_machine_reboot(void)
{
	xen_console_drain();
	shut_down(SHUTDOWN_reboot);
}
