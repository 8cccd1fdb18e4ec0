/* pc.h - the parts of a virtual PC, to machine.c: each in a file of its own. */
#ifndef MCFG_PC_H
#define MCFG_PC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct mcfg_event;

/* ---- serial.c: the first serial port, which is the console ---- */

enum { MCFG_PC_SERIAL_LINE = 4 };

void mcfg_serial_early(void);

/* From here on input, and room for output after there was none, raise the console's event. */
void mcfg_serial_init(void);

/* ---- apic.c: interrupts, and a timer ---- */

/* The registers, mapped by mcfg_machine_map. */
enum { MCFG_PC_APIC_BYTES = 4096 };
#define MCFG_PC_APIC    UINT64_C(0xfee00000)
#define MCFG_PC_IO_APIC UINT64_C(0xfec00000)

void mcfg_apic_init(void);

/*
 * mcfg_apic_line_open - let an interrupt line of an I/O APIC raise an event.
 *
 * level   the line stays up until its device is served: it is masked when it comes, until
 * mcfg_apic_served.
 *
 * Returns its vector, -EBUSY: it is open; -EINVAL: no controller has it; -ENOSPC.
 */
int mcfg_apic_line_open(unsigned line, bool level, struct mcfg_event *event);

/* The same for a message, which a device sends by writing `data` at `address`. */
int mcfg_apic_message_open(struct mcfg_event *event, uint64_t *address, uint32_t *data);

void mcfg_apic_served(int vector);
void mcfg_apic_close(int vector);

/* One more I/O APIC, whose lines are counted from `first` on; its registers are mapped. */
void mcfg_apic_add_controller(uint64_t at, unsigned first);

/* One interrupt after so many ticks of the timer, at least 1. And how many are left. */
void mcfg_apic_timer_set(uint32_t ticks);
uint32_t mcfg_apic_timer_left(void);

/* Ticks in a second. */
uint32_t mcfg_apic_timer_hz(void);

/* ---- clock.c: mcfg_platform_monotonic_ns and the like ---- */

void mcfg_clock_init(void);

/* Arms the timer for a time of the clock; false: it has come. And lets the timer run on for nobody.
 */
bool mcfg_clock_arm(uint64_t deadline_ns);
void mcfg_clock_disarm(void);

/* ---- rtc.c: the battery's clock ---- */

/* Seconds since 1970; -ENODEV: there is none. A leaf. */
int mcfg_rtc_read(int64_t *seconds);

/* ---- acpi.c: power, and what the machine says of itself ---- */

/* Returns where the machine does not. A leaf. */
void mcfg_acpi_power_off(void);

/*
 * The first of the machine's tables of that name, of *len bytes; null: there is none. "DSDT" is the
 * program that describes it.
 */
const uint8_t *mcfg_acpi_table(const char *name, size_t *len);

/* ---- bus.c: where virtio devices are ---- */

/* Remembers what the command line says of devices; before it is split. */
void mcfg_bus_command_line(const char *line);

#endif
