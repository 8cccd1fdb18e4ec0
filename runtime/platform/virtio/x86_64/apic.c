#include "../../guest/leaf.h"

/*
 * Interrupts of a PC: the processor's APIC with its timer, and the I/O APIC that lines come in at.
 * See pc.h. Source: Intel, Software Developer's Manual, volume 3, chapter 11; 82093AA I/O APIC.
 */
#include "../../../arch/x86_64/cpuid.h"
#include "../../../arch/x86_64/msr.h"
#include "../../../arch/x86_64/port.h"
#include "../../../arch/x86_64/registers.h"
#include "../../guest/events.h"
#include "pc.h"

#include <errno.h>

enum {
	END_OF_INTERRUPT = 0x0b,
	SPURIOUS = 0x0f,
	TIMER = 0x32,
	TIMER_INITIAL = 0x38,
	TIMER_LEFT = 0x39,
	TIMER_DIVIDE = 0x3e
};
enum { ENABLED = 1 << 8, BY_128 = 10, DIVISOR = 128 };
enum { MSR_BASE = 0x1b, BASE_X2APIC = 1 << 10, MSR_X2APIC = 0x800 };
enum { IO_VERSION = 1, IO_TABLE = 0x10, IO_LEVEL = 1 << 15, IO_MASKED = 1 << 16 };

enum {
	TIMER_VECTOR = MCFG_X86_IRQ_VECTOR,
	FIRST_VECTOR,
	SPURIOUS_VECTOR = MCFG_X86_N_VECTORS - 1,
	N_VECTORS = SPURIOUS_VECTOR - FIRST_VECTOR,
	N_CONTROLLERS = 4
};

/* What has a vector of its own: a line of a controller, or a message. */
static struct source {
	struct mcfg_event *event; /* null: the vector is free */
	bool is_line, level;
	uint8_t controller;
	unsigned line;
} sources[N_VECTORS];

/* I/O APICs, and the first line of each. */
static struct {
	uint64_t at;
	unsigned first;
} controllers[N_CONTROLLERS] = { { MCFG_PC_IO_APIC, 0 } };

static unsigned n_controllers = 1;

static bool by_msr;

/* ---- registers ------------------------------------------------------------------------------- */

static void write(unsigned at, uint32_t value)
{
	if (by_msr)
		mcfg_msr_write(MSR_X2APIC + at, value);
	else
		*(volatile uint32_t *)(MCFG_PC_APIC + at * 16) = value;
}

static uint32_t read(unsigned at)
{
	return by_msr ? (uint32_t)mcfg_msr_read(MSR_X2APIC + at)
	              : *(volatile uint32_t *)(MCFG_PC_APIC + at * 16);
}

static volatile uint32_t *io_register(unsigned i, unsigned at)
{
	volatile uint32_t *io = (volatile uint32_t *)controllers[i].at;

	io[0] = at;
	return &io[4];
}

/* ---- lines and messages ---------------------------------------------------------------------- */

/* The controller that a line comes in at; n_controllers: none. */
static unsigned controller_of(unsigned line)
{
	unsigned i;

	for (i = 0; i < n_controllers; i++) {
		unsigned last = *io_register(i, IO_VERSION) >> 16 & 0xff;

		if (line >= controllers[i].first && line - controllers[i].first <= last)
			break;
	}
	return i;
}

static unsigned entry_of(const struct source *source)
{
	return IO_TABLE + 2 * (source->line - controllers[source->controller].first);
}

/* Twice for each interrupt by level, so with no register more than need be: each access may be an
 * exit to the hypervisor. */
static void set_line(const struct source *source, uint32_t masked)
{
	uint32_t vector = FIRST_VECTOR + (uint32_t)(source - sources);

	*io_register(source->controller, entry_of(source)) =
	    vector + (source->level ? IO_LEVEL : 0) + masked;
}

static void open_line(const struct source *source)
{
	*io_register(source->controller, entry_of(source) + 1) = 0; /* to processor 0 */
	set_line(source, 0);
}

void mcfg_apic_add_controller(uint64_t at, unsigned first)
{
	for (unsigned i = 0; i < n_controllers; i++)
		if (controllers[i].at == at)
			return;
	if (n_controllers < N_CONTROLLERS) {
		controllers[n_controllers].at = at;
		controllers[n_controllers++].first = first;
	}
}

static int open_source(struct source source)
{
	for (int i = 0; i < N_VECTORS; i++)
		if (!sources[i].event) {
			sources[i] = source;
			return FIRST_VECTOR + i;
		}
	return -ENOSPC;
}

static bool line_is_open(unsigned line)
{
	for (int i = 0; i < N_VECTORS; i++)
		if (sources[i].event && sources[i].is_line && sources[i].line == line)
			return true;
	return false;
}

int mcfg_apic_line_open(unsigned line, bool level, struct mcfg_event *event)
{
	unsigned controller = controller_of(line);
	int vector;

	if (controller == n_controllers)
		return -EINVAL;
	if (line_is_open(line))
		return -EBUSY;
	vector = open_source((struct source){ event, true, level, (uint8_t)controller, line });
	if (vector > 0)
		open_line(&sources[vector - FIRST_VECTOR]);
	return vector;
}

int mcfg_apic_message_open(struct mcfg_event *event, uint64_t *address, uint32_t *data)
{
	int vector = open_source((struct source){ .event = event });

	*address = MCFG_PC_APIC; /* of processor 0 */
	*data = (uint32_t)vector;
	return vector;
}

void mcfg_apic_served(int vector)
{
	const struct source *source = &sources[vector - FIRST_VECTOR];

	if (source->is_line && source->level)
		set_line(source, 0);
}

void mcfg_apic_close(int vector)
{
	struct source *source = &sources[vector - FIRST_VECTOR];

	if (source->is_line)
		set_line(source, IO_MASKED);
	source->event = NULL;
}

void mcfg_x86_interrupt(unsigned vector)
{
	unsigned i = vector - FIRST_VECTOR;

	if (vector == SPURIOUS_VECTOR)
		return;
	if (vector != TIMER_VECTOR && i < N_VECTORS && sources[i].event) {
		if (sources[i].level)
			set_line(&sources[i], IO_MASKED);
		mcfg_event_raise(sources[i].event);
	}
	write(END_OF_INTERRUPT, 0);
}

/* ---- the timer ------------------------------------------------------------------------------- */

void mcfg_apic_timer_set(uint32_t ticks)
{
	write(TIMER_INITIAL, ticks);
}

uint32_t mcfg_apic_timer_left(void)
{
	return read(TIMER_LEFT);
}

enum {
	PIT_GATE = 0x61,
	PIT_MODE = 0x43,
	PIT_COUNT = 0x42,
	PIT_HZ = 1193182,
	PIT_TICKS = PIT_HZ / 100
};

/* Ticks in a second, as another timer of the PC counts a hundredth of it. */
static uint32_t measure(void)
{
	uint32_t begin;

	mcfg_port_write(PIT_GATE, (uint8_t)((mcfg_port_read(PIT_GATE) & ~2) | 1));
	mcfg_port_write(PIT_MODE, 0xb0); /* its third counter, once */
	mcfg_port_write(PIT_COUNT, (uint8_t)PIT_TICKS);
	mcfg_port_write(PIT_COUNT, PIT_TICKS >> 8);
	write(TIMER_INITIAL, UINT32_MAX);
	begin = read(TIMER_LEFT);
	while (!(mcfg_port_read(PIT_GATE) & 0x20))
		;
	return (begin - read(TIMER_LEFT)) * 100;
}

/* QEMU and KVM have a bus of 1 GHz, which none of them says. */
uint32_t mcfg_apic_timer_hz(void)
{
	static uint32_t hz;
	uint32_t name = mcfg_cpuid(1, 0).ecx >> 31 ? mcfg_cpuid(0x40000000, 0).ebx : 0;
	const uint32_t tcg = 0x54474354, kvm = 0x4b4d564b; /* "TCGT", "KVMK" */

	if (hz == 0)
		hz = name == tcg || name == kvm ? 1000000000 / DIVISOR : measure();
	return hz;
}

/* The old controllers, whose vectors are those of faults. */
enum { PIC_MASK = 0x21, PIC_2_MASK = 0xa1 };

void mcfg_apic_init(void)
{
	mcfg_port_write(PIC_MASK, 0xff);
	mcfg_port_write(PIC_2_MASK, 0xff);
	by_msr = mcfg_msr_read(MSR_BASE) & BASE_X2APIC;
	write(SPURIOUS, ENABLED | SPURIOUS_VECTOR);
	write(TIMER_DIVIDE, BY_128);
	write(TIMER, TIMER_VECTOR);
}
