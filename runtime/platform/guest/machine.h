/*
 * machine.h - what a target provides below runtime/platform/guest: virtio/ and xen/ define each of
 * these once for each architecture, over the files of runtime/arch/NAME. Beside them a target
 * defines, of <mcfg/platform.h>: mcfg_platform_monotonic_ns, mcfg_platform_monotonic_period_ns and
 * mcfg_platform_wall. guest/ defines all others.
 */
#ifndef MCFG_MACHINE_H
#define MCFG_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- start ----------------------------------------------------------------------------------- */

/* Physical memory [begin, end). */
struct mcfg_region {
	uint64_t begin, end;
};

/*
 * The first call of all, on the boot page tables: from here on mcfg_machine_message works. `boot`
 * is what the loader passed.
 */
void mcfg_machine_early(const void *boot) __attribute__((cold));

/* The guest's command line, ours to write to; "" where there is none, null where it has more than
 * 4095 bytes. */
char *mcfg_machine_command_line(void);

/*
 * The RAM: at most `max` regions, in any order; the image itself may lie in them. What the loader
 * passed may not, as far as it is still needed: mcfg_machine_early copies it, or it is left out.
 * Returns how many.
 */
size_t mcfg_machine_memory(struct mcfg_region *regions, size_t max) __attribute__((cold));

/* Ranges that are no RAM and need mapping, as devices' registers: calls mcfg_map_device. On the
 * boot tables still. */
void mcfg_machine_map(void) __attribute__((cold));

/* Clock, timer, interrupts, the console's input: with all memory mapped, and malloc not yet. */
void mcfg_machine_init(void) __attribute__((cold));

/* Starts the tasks that the machine has of its own, if any: with malloc, on the main task. */
void mcfg_machine_serve(void);

/* ---- console --------------------------------------------------------------------------------- */

/*
 * Sends what the console takes now, up to `len` bytes; returns how many. Where it takes less than
 * all, an interrupt (or the next call) tells when it takes more: mcfg_console_event is raised.
 */
size_t mcfg_machine_console_put(const char *data, size_t len);

/* Input that is there, up to `cap` bytes; 0: none. mcfg_console_event is raised when some comes. */
size_t mcfg_machine_console_get(char *data, size_t cap);

/* Writes all of it, waiting where need be; in the middle of a fault, too. A leaf: see leaf.h. */
void mcfg_machine_message(const char *data, size_t len);

/* ---- waiting --------------------------------------------------------------------------------- */

/*
 * Raises the events of what happened, without waiting.
 */
void mcfg_machine_poll(void);

/*
 * Halts until something happens or the monotonic clock shows `deadline_ns` (UINT64_MAX: never), and
 * raises its events. Returns at once if something has happened since the last poll. May return
 * early.
 */
void mcfg_machine_halt(uint64_t deadline_ns);

/* ---- entropy --------------------------------------------------------------------------------- */

/* Entropy that the machine offers beside the processor's own: returns how many bytes, 0 if none. */
size_t mcfg_machine_entropy(void *data, size_t len);

/* ---- ends ------------------------------------------------------------------------------------ */

/* Carry the status out as the target does; all output has been sent. Leaves, but for exit. */
_Noreturn void mcfg_machine_exit(int status) __attribute__((cold));
_Noreturn void mcfg_machine_crash(void) __attribute__((cold));
_Noreturn void mcfg_machine_reboot(void) __attribute__((cold));

#endif
