/*
 * xen_arch.h - what a guest of Xen needs of its architecture; ARCH/machine.c defines it, and of
 * guest/machine.h: mcfg_machine_command_line, mcfg_machine_memory and mcfg_machine_map; and of
 * <mcfg/platform.h> the monotonic clock.
 */
#ifndef MCFG_XEN_ARCH_H
#define MCFG_XEN_ARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads what the loader passed. From here on xen_arch_console_message works. */
void xen_arch_early(const void *boot);

/* Does this run on Xen? */
bool xen_arch_present(void);

/* Interrupts and the timer, when event channels work: `interrupt`, a leaf, is what Xen's interrupt
   does. */
void xen_arch_init(void (*interrupt)(void));

/* Can it be suspended? Xen on ARM has no such thing. */
bool xen_arch_suspends(void);

/* The same again after a restore; the monotonic clock goes on where it stopped. */
void xen_arch_resume(void);

/* Xen's system time, which the wall clock of the shared page counts from. */
uint64_t xen_arch_system_ns(void);

/* Lets interrupts come that wait, where events need them; Xen's shared page tells of events anyway.
 */
void xen_arch_take_interrupts(void);

/* Halts until there is an event, or the monotonic clock shows `deadline_ns` (UINT64_MAX: never). */
void xen_arch_halt(uint64_t deadline_ns);

/* Where the frames of the grant table are to be; 0: anywhere. */
uint64_t xen_arch_grant_table(void);

/*
 * The console where Xen has no ring for one: see mcfg_machine_console_put and those beside it.
 * `happened` is called when there is input, or room for output again.
 */
int xen_arch_console_open(void (*happened)(void));
size_t xen_arch_console_put(const char *data, size_t len);
size_t xen_arch_console_get(char *data, size_t cap);
void xen_arch_console_message(const char *data, size_t len);

#endif
