/* What a guest of Xen needs on x86-64 (PVH): its loader's records, clock and timer. See
 * ../xen_arch.h. */
#include "../../guest/machine.h"
#include "../../../arch/arch.h"
#include "../../../arch/x86_64/cpuid.h"
#include "../../../arch/x86_64/pvh.h"
#include "../../../arch/x86_64/registers.h"
#include "../../guest/memory.h"
#include "../clock.h"
#include "../console.h"
#include "../events.h"
#include "../shared.h"
#include "../xen_arch.h"

#include <mcfg/assert.h>
#include <mcfg/platform.h>

enum { EVENT_VECTOR = MCFG_X86_IRQ_VECTOR };

/* Of HVM_PARAM_CALLBACK_IRQ: the rest is a vector. */
#define CALLBACK_BY_VECTOR (UINT64_C(2) << 56)

/* Leaves of the hypervisor lie at one of the multiples of 0x100 from here. */
enum { FIRST_LEAF = 0x40000000, LAST_LEAF = 0x40010000 };

/* Read by hypercall.S. */
uint8_t xen_by_vmmcall;

static struct xen_event timer;
static uint64_t offset_ns; /* from Xen's system time to our clock, which restores do not stop */
static uint64_t last_ns;

/* ---- start ----------------------------------------------------------------------------------- */

bool xen_arch_present(void)
{
	for (uint32_t leaf = FIRST_LEAF; leaf < LAST_LEAF; leaf += 0x100) {
		struct mcfg_cpuid id = mcfg_cpuid(leaf, 0);

		if (id.ebx == 0x566e6558 && id.ecx == 0x65584d4d && id.edx == 0x4d4d566e)
			return true; /* "XenVMMXenVMM" */
	}
	return false;
}

/* AMD's and Hygon's processors; all others have Intel's instruction. */
static bool calls_by_vmmcall(void)
{
	struct mcfg_cpuid id = mcfg_cpuid(0, 0);

	return (id.ebx == 0x68747541 && id.edx == 0x69746e65) || /* "Auth" "enti" */
	       (id.ebx == 0x6f677948 && id.edx == 0x6e65476e);   /* "Hygo" "nGen" */
}

void xen_arch_early(const void *boot)
{
	xen_by_vmmcall = calls_by_vmmcall();
	mcfg_pvh_early(boot);
}

char *mcfg_machine_command_line(void)
{
	return mcfg_pvh_options();
}

size_t mcfg_machine_memory(struct mcfg_region *regions, size_t max)
{
	return mcfg_pvh_memory(regions, max);
}

/* The pages of the console and of the store are not in the map. */
void mcfg_machine_map(void)
{
	uint64_t console = xen_console_frame(), store = xen_parameter(HVM_PARAM_STORE_PFN);

	if (console)
		mcfg_map_ram(console * XEN_PAGE_BYTES, XEN_PAGE_BYTES);
	if (store && store != UINT64_MAX)
		mcfg_map_ram(store * XEN_PAGE_BYTES, XEN_PAGE_BYTES);
}

/* ---- interrupts and time --------------------------------------------------------------------- */

static void open_timer_and_vector(void)
{
	struct xen_hvm_param callback = { .domid = DOMID_SELF,
		                          .index = HVM_PARAM_CALLBACK_IRQ,
		                          .value = CALLBACK_BY_VECTOR | EVENT_VECTOR };

	mcfg_assert(xen_hvm_op(HVMOP_set_param, &callback) == 0);
	mcfg_assert(xen_event_bind_virq(&timer, VIRQ_TIMER) == 0);
}

/* mcfg_x86_interrupt is what its vector does. */
void xen_arch_init(void (*interrupt)(void))
{
	(void)interrupt;
	open_timer_and_vector();
}

void xen_arch_resume(void)
{
	offset_ns = last_ns - xen_arch_system_ns();
	open_timer_and_vector();
}

uint64_t xen_arch_system_ns(void)
{
	return xen_clock_now_ns(&xen_shared->vcpu_info[0].time, mcfg_arch_cycles);
}

uint64_t mcfg_platform_monotonic_ns(void)
{
	uint64_t now_ns = xen_shared ? xen_arch_system_ns() + offset_ns : 0;

	if (now_ns > last_ns)
		last_ns = now_ns;
	return last_ns;
}

uint64_t mcfg_platform_monotonic_period_ns(void)
{
	return 1;
}

/* Events are looked for in the shared page, and ended halts need no interrupt. */
void xen_arch_take_interrupts(void)
{
}

/* Interrupts stay masked: Xen itself looks at the ports before it blocks. Are they few enough? */
static bool halt_for_ports(uint64_t deadline_ns)
{
	uint64_t at_ns = deadline_ns - offset_ns;
	struct sched_poll poll = { .timeout = deadline_ns == UINT64_MAX ? 0 : at_ns ? at_ns : 1 };
	const uint32_t *ports;

	poll.nr_ports = (unsigned)xen_events_ports(&ports);
	set_xen_guest_handle(poll.ports, (evtchn_port_t *)(uintptr_t)ports);
	return poll.nr_ports > 0 && xen_sched_op(SCHEDOP_poll, &poll) == 0;
}

/* To Xen a halt is SCHEDOP_block; and nothing comes between it and unmasking the interrupts. */
static void halt_for_interrupts(uint64_t deadline_ns)
{
	struct vcpu_set_singleshot_timer set = { .timeout_abs_ns = deadline_ns - offset_ns };

	if (deadline_ns != UINT64_MAX && xen_vcpu_op(VCPUOP_set_singleshot_timer, &set))
		return;
	mcfg_arch_wait();
}

/*
 * Blocked by its ports, the image takes no interrupt, ever: it is the shorter way, and the only one
 * that holds in QEMU's SVM, which was seen to deliver one interrupt without end, after some ten
 * thousand halts.
 */
void xen_arch_halt(uint64_t deadline_ns)
{
	if (!halt_for_ports(deadline_ns))
		halt_for_interrupts(deadline_ns);
}

/* ---- what there is not ----------------------------------------------------------------------- */

bool xen_arch_suspends(void)
{
	return true;
}

uint64_t xen_arch_grant_table(void)
{
	return 0;
}

int xen_arch_console_open(void (*happened)(void))
{
	(void)happened;
	return 0;
}
