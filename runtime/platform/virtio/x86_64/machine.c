#include "../../guest/leaf.h"

/* A virtual PC: QEMU's microvm, pc and q35, Firecracker, cloud-hypervisor. See
 * ../../guest/machine.h. */
#include "../../guest/machine.h"

#include "../../../arch/arch.h"
#include "../../../arch/x86_64/port.h"
#include "../../../arch/x86_64/pvh.h"
#include "../../guest/events.h"
#include "../../guest/memory.h"
#include "../entropy.h"
#include "pc.h"

#include <mcfg/platform.h>

void mcfg_machine_early(const void *boot)
{
	mcfg_serial_early();
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

void mcfg_machine_map(void)
{
	mcfg_map_device(MCFG_PC_APIC, MCFG_PC_APIC_BYTES);
	mcfg_map_device(MCFG_PC_IO_APIC, MCFG_PC_APIC_BYTES);
}

void mcfg_machine_init(void)
{
	mcfg_apic_init();
	mcfg_clock_init();
	mcfg_serial_init();
	mcfg_bus_command_line(mcfg_pvh_command_line());
}

void mcfg_machine_serve(void)
{
}

/* ---- waiting --------------------------------------------------------------------------------- */

void mcfg_machine_poll(void)
{
	mcfg_arch_take_interrupts();
}

void mcfg_machine_halt(uint64_t deadline_ns)
{
	if (!mcfg_clock_arm(deadline_ns))
		return;
	mcfg_arch_wait();
	mcfg_clock_disarm();
}

/* ---- entropy and ends ------------------------------------------------------------------------ */

size_t mcfg_machine_entropy(void *data, size_t len)
{
	return mcfg_bus_entropy(data, len);
}

/* QEMU's isa-debug-exit, where it was given one, ends with 2 * status + 1. */
enum { DEBUG_EXIT = 0xf4, DEBUG_CRASHED = 127, KEYBOARD = 0x64, KEYBOARD_RESET = 0xfe };

/* What a processor does that cannot even handle a fault: the last resort, and Firecracker's end. */
static _Noreturn void reset(void)
{
	static const struct {
		uint16_t limit;
		uint64_t at;
	} __attribute__((packed)) nothing = { 0, 0 };

	mcfg_port_write(KEYBOARD, KEYBOARD_RESET);
	__asm__ volatile("lidt %0; ud2" ::"m"(nothing));
	mcfg_arch_stop();
}

static _Noreturn void power_off(uint32_t status)
{
	mcfg_port_write_32(DEBUG_EXIT, status);
	mcfg_acpi_power_off();
	reset();
}

_Noreturn void mcfg_machine_exit(int status)
{
	power_off((uint32_t)status);
}

_Noreturn void mcfg_machine_crash(void)
{
	power_off(DEBUG_CRASHED);
}

_Noreturn void mcfg_machine_reboot(void)
{
	reset();
}
