#include "../../guest/leaf.h"

/*
 * Interrupts of a PC: the processor's APIC with its timer, and the I/O APIC that lines come in at.
 * See pc.h. Source: Intel, Software Developer's Manual, volume 3, chapter 11; 82093AA I/O APIC.
 */
#include "../../../arch/x86_64/cpuid.h"
#include "../../../arch/x86_64/port.h"
#include "../../../arch/x86_64/registers.h"
#include "../../guest/events.h"
#include "pc.h"

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
enum { IO_TABLE = 0x10, IO_LEVEL = 1 << 15, IO_MASKED = 1 << 16 };

enum {
	TIMER_VECTOR = MCFG_X86_IRQ_VECTOR,
	FIRST_LINE_VECTOR,
	N_LINES = 24,
	SPURIOUS_VECTOR = MCFG_X86_N_VECTORS - 1
};

static struct {
	struct mcfg_event *event;
	bool level;
} lines[N_LINES];

static bool by_msr;

/* ---- registers ------------------------------------------------------------------------------- */

static uint64_t read_msr(uint32_t msr)
{
	uint32_t low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
	return (uint64_t)high << 32 | low;
}

static void write(unsigned at, uint32_t value)
{
	if (by_msr)
		__asm__ volatile("wrmsr" ::"c"(MSR_X2APIC + at), "a"(value), "d"(0) : "memory");
	else
		*(volatile uint32_t *)(MCFG_PC_APIC + at * 16) = value;
}

static uint32_t read(unsigned at)
{
	return by_msr ? (uint32_t)read_msr(MSR_X2APIC + at)
	              : *(volatile uint32_t *)(MCFG_PC_APIC + at * 16);
}

static void io_write(unsigned at, uint32_t value)
{
	volatile uint32_t *io = (volatile uint32_t *)MCFG_PC_IO_APIC;

	io[0] = at;
	io[4] = value;
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void set_line(unsigned line, uint32_t masked)
{
	io_write(IO_TABLE + 2 * line,
	         FIRST_LINE_VECTOR + line + (lines[line].level ? IO_LEVEL : 0) + masked);
}

void mcfg_apic_line_open(unsigned line, bool level, struct mcfg_event *event)
{
	lines[line].event = event;
	lines[line].level = level;
	io_write(IO_TABLE + 2 * line + 1, 0); /* to processor 0 */
	set_line(line, 0);
}

void mcfg_apic_line_served(unsigned line)
{
	set_line(line, 0);
}

void mcfg_x86_interrupt(unsigned vector)
{
	unsigned line = vector - FIRST_LINE_VECTOR;

	if (vector == SPURIOUS_VECTOR)
		return;
	if (vector != TIMER_VECTOR && line < N_LINES && lines[line].event) {
		if (lines[line].level)
			set_line(line, IO_MASKED);
		mcfg_event_raise(lines[line].event);
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
	by_msr = read_msr(MSR_BASE) & BASE_X2APIC;
	write(SPURIOUS, ENABLED | SPURIOUS_VECTOR);
	write(TIMER_DIVIDE, BY_128);
	write(TIMER, TIMER_VECTOR);
}
