/*
 * A guest of Xen on arm64: created by xl, or by Xen itself when it boots (dom0less), which gives it
 * a UART but neither a console ring nor a store. See ../xen_arch.h.
 */
#include "../../guest/machine.h"
#include "../../../arch/arch.h"
#include "../../../arch/arm64/board.h"
#include "../../../arch/arm64/counter.h"
#include "../../../arch/arm64/gic.h"
#include "../../../arch/arm64/psci.h"
#include "../../../arch/arm64/uart.h"
#include "../../guest/memory.h"
#include "../xen_arch.h"

#include <mcfg/platform.h>

/* The SMC calling convention's "who are you" to a hypervisor, and the first word of Xen's answer.
 */
#define SMCCC_UID     UINT32_C(0x8500ff01)
#define SMCCC_UID_XEN UINT32_C(0xdc1218a7)

/* Where Xen puts things if the tree does not say: that of a dom0less guest does not. */
#define GUEST_GRANT_TABLE UINT64_C(0x38000000)
#define GUEST_INTERRUPT   31

/* The pages of the console and the store: see GUEST_MAGIC_BASE in Xen's headers. */
#define GUEST_MAGIC       UINT64_C(0x39000000)
#define GUEST_MAGIC_BYTES UINT64_C(0x4000)

static void (*on_interrupt)(void);

void xen_arch_early(const void *boot)
{
	mcfg_board_early(boot);
}

/* A guest of dom0less has no sign of Xen in its tree; the hypervisor itself tells. */
bool xen_arch_present(void)
{
	return mcfg_board->xen || (uint32_t)mcfg_smccc_call(SMCCC_UID) == SMCCC_UID_XEN;
}

char *mcfg_machine_command_line(void)
{
	return mcfg_board_options();
}

size_t mcfg_machine_memory(struct mcfg_region *regions, size_t max)
{
	return mcfg_board_memory(regions, max);
}

void mcfg_machine_map(void)
{
	mcfg_board_map();
	mcfg_map_ram(GUEST_MAGIC, GUEST_MAGIC_BYTES);
}

/* ---- interrupts and time --------------------------------------------------------------------- */

static void interrupted(void *argument)
{
	(void)argument;
	on_interrupt();
}

void xen_arch_init(void (*interrupt)(void))
{
	struct devicetree_interrupt line = mcfg_board->xen_interrupt;

	if (line.id == 0)
		line.id = GUEST_INTERRUPT;
	on_interrupt = interrupt;
	mcfg_board_init();
	mcfg_gic_attach(line, interrupted, NULL);
}

void xen_arch_take_interrupts(void)
{
	mcfg_arch_take_interrupts();
}

void xen_arch_halt(uint64_t deadline_ns)
{
	mcfg_board_halt(deadline_ns);
}

uint64_t mcfg_platform_monotonic_ns(void)
{
	return mcfg_counter_ns();
}

uint64_t mcfg_platform_monotonic_period_ns(void)
{
	return mcfg_counter_period_ns();
}

/* Xen on ARM suspends nobody. */
void xen_arch_resume(void)
{
}

uint64_t xen_arch_system_ns(void)
{
	return mcfg_counter_ns();
}

bool xen_arch_suspends(void)
{
	return false;
}

uint64_t xen_arch_grant_table(void)
{
	return mcfg_board->grant_table.bytes ? mcfg_board->grant_table.at : GUEST_GRANT_TABLE;
}

/* ---- the UART -------------------------------------------------------------------------------- */

int xen_arch_console_open(void (*happened)(void))
{
	return mcfg_uart_open(mcfg_board, happened);
}

size_t xen_arch_console_put(const char *data, size_t len)
{
	return mcfg_uart_put(data, len);
}

size_t xen_arch_console_get(char *data, size_t cap)
{
	return mcfg_uart_get(data, cap);
}

void xen_arch_console_message(const char *data, size_t len)
{
	mcfg_uart_message(data, len);
}
