/* QEMU's `virt`, and what is like it: all by the device tree. See ../../guest/machine.h. */
#include "../../guest/machine.h"
#include "../../../arch/arch.h"
#include "../../../arch/arm64/board.h"
#include "../../../arch/arm64/counter.h"
#include "../../../arch/arm64/pl031.h"
#include "../../../arch/arm64/psci.h"
#include "../../../arch/arm64/uart.h"
#include "../../guest/events.h"
#include "../entropy.h"

#include <mcfg/platform.h>

/* ---- start ----------------------------------------------------------------------------------- */

void mcfg_machine_early(const void *boot)
{
	mcfg_board_early(boot);
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
}

static void tell_console(void)
{
	mcfg_event_raise(&mcfg_console_event);
}

void mcfg_machine_init(void)
{
	mcfg_board_init();
	mcfg_uart_open(mcfg_board, tell_console); /* without one, nobody listens */
}

void mcfg_machine_serve(void)
{
}

/* ---- console --------------------------------------------------------------------------------- */

size_t mcfg_machine_console_put(const char *data, size_t len)
{
	return mcfg_uart_put(data, len);
}

size_t mcfg_machine_console_get(char *data, size_t cap)
{
	return mcfg_uart_get(data, cap);
}

void mcfg_machine_message(const char *data, size_t len)
{
	mcfg_uart_message(data, len);
}

/* ---- time and waiting ------------------------------------------------------------------------ */

uint64_t mcfg_platform_monotonic_ns(void)
{
	return mcfg_counter_ns();
}

uint64_t mcfg_platform_monotonic_period_ns(void)
{
	return mcfg_counter_period_ns();
}

int mcfg_platform_wall(int64_t *seconds, uint32_t *nanoseconds)
{
	return mcfg_pl031_wall(seconds, nanoseconds);
}

void mcfg_machine_poll(void)
{
	mcfg_arch_take_interrupts();
}

void mcfg_machine_halt(uint64_t deadline_ns)
{
	mcfg_board_halt(deadline_ns);
}

/* ---- entropy, ends --------------------------------------------------------------------------- */

size_t mcfg_machine_entropy(void *data, size_t len)
{
	size_t n = mcfg_board_entropy(data, len);

	return n + mcfg_bus_entropy((unsigned char *)data + n, len - n);
}

_Noreturn void mcfg_machine_exit(int status)
{
	(void)status; /* it stands on the console */
	mcfg_psci_off();
}

_Noreturn void mcfg_machine_crash(void)
{
	mcfg_psci_off();
}

_Noreturn void mcfg_machine_reboot(void)
{
	mcfg_psci_reset();
}
