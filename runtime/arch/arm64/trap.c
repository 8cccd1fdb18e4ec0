/* What an exception was. See vectors.S, and ../../platform/guest/fault.h. */
#include "../../platform/guest/leaf.h"

#include "../../platform/guest/fault.h"
#include "../../platform/guest/memory.h"
#include "registers.h"

/* The exception class, in the upper bits of the cause. */
enum {
	CLASS_UNKNOWN = 0x00,
	CLASS_ILLEGAL_STATE = 0x0e,
	CLASS_SYSTEM_REGISTER = 0x18,
	CLASS_FETCH = 0x21,
	CLASS_PC_ALIGNMENT = 0x22,
	CLASS_DATA = 0x25,
	CLASS_SP_ALIGNMENT = 0x26,
	CLASS_FLOATING_POINT = 0x2c,
	CLASS_BREAKPOINT = 0x3c
};

#define CAUSE_CLASS(cause) ((cause) >> 26 & 63)
#define CAUSE_WRITE        (1u << 6)
#define CAUSE_NO_ADDRESS   (1u << 10)

static const struct {
	unsigned class;
	enum mcfg_fault fault;
	const char *name;
} classes[] = {
	{ CLASS_UNKNOWN, MCFG_FAULT_INSTRUCTION, "undefined instruction" },
	{ CLASS_ILLEGAL_STATE, MCFG_FAULT_OTHER, "illegal state" },
	{ CLASS_SYSTEM_REGISTER, MCFG_FAULT_INSTRUCTION, "trapped system register" },
	{ CLASS_FETCH, MCFG_FAULT_EXECUTE, "instruction abort" },
	{ CLASS_PC_ALIGNMENT, MCFG_FAULT_EXECUTE, "misaligned program counter" },
	{ CLASS_DATA, MCFG_FAULT_ACCESS, "data abort" },
	{ CLASS_SP_ALIGNMENT, MCFG_FAULT_OTHER, "misaligned stack pointer" },
	{ CLASS_FLOATING_POINT, MCFG_FAULT_ARITHMETIC, "floating-point exception" },
	{ CLASS_BREAKPOINT, MCFG_FAULT_INSTRUCTION, "brk" },
};

static const char *const kinds[] = { "synchronous exception", "interrupt", "fast interrupt",
	                             "error of the bus", "exception from a lower level" };

/* The C library's part of the text, malloc and what belongs to it in front. */
extern const char __libc_text_start[] __attribute__((visibility("hidden")));
extern const char __libc_text_end[] __attribute__((visibility("hidden")));

#define STRB_WZR_MASK 0xfffffc1f
#define STRB_WZR      0x3900001f /* strb wzr, [xN] */
#define BRK_1000      0xd4207d00

static bool in_libc(uintptr_t at)
{
	return at >= (uintptr_t)__libc_text_start && at < (uintptr_t)__libc_text_end;
}

/*
 * Did the C library find itself broken? It writes to address 0 then, and behind that the compiler
 * puts a brk, for it knows that nothing comes back.
 */
static bool is_libc_crash(uintptr_t pc)
{
	const uint32_t *at = (const uint32_t *)pc;

	return in_libc(pc) && (at[0] & STRB_WZR_MASK) == STRB_WZR && at[1] == BRK_1000;
}

static const void *address_of(const struct mcfg_registers *registers, enum mcfg_fault fault)
{
	if (fault > MCFG_FAULT_EXECUTE || (registers->cause & CAUSE_NO_ADDRESS))
		return NULL;
	return (const void *)(uintptr_t)registers->address;
}

/* Called by vectors.S. */
void mcfg_arm64_trap(const struct mcfg_registers *registers, unsigned kind);

MCFG_LEAF void mcfg_arm64_trap(const struct mcfg_registers *registers, unsigned kind)
{
	enum mcfg_fault fault = MCFG_FAULT_OTHER;
	const char *name = kinds[kind];

	for (unsigned i = 0; kind == TRAP_SYNCHRONOUS && i < sizeof classes / sizeof *classes; i++)
		if (classes[i].class == CAUSE_CLASS(registers->cause)) {
			fault = classes[i].fault;
			name = classes[i].name;
		}
	if (fault == MCFG_FAULT_ACCESS && (registers->cause & CAUSE_WRITE))
		fault = MCFG_FAULT_WRITE;
	if (fault <= MCFG_FAULT_WRITE && is_libc_crash(registers->pc))
		fault = MCFG_FAULT_TRAP;
	mcfg_fault(fault, address_of(registers, fault), name, registers);
}

/* ---- for the report -------------------------------------------------------------------------- */

uintptr_t mcfg_arch_pc(const struct mcfg_registers *registers)
{
	return registers->pc;
}

uintptr_t mcfg_arch_sp(const struct mcfg_registers *registers)
{
	return registers->sp;
}

/*
 * Of ours every function has a frame once it runs. The C library's leaves have none; and where a
 * call led to what is no code, nothing ran.
 */
uintptr_t mcfg_arch_caller(const struct mcfg_registers *registers)
{
	uintptr_t pc = registers->pc, caller = registers->x[30];
	bool is_text = pc >= (uintptr_t)__text_start && pc < (uintptr_t)__text_end;

	return !is_text || (in_libc(pc) && !in_libc(caller)) ? caller : 0;
}

uintptr_t mcfg_arch_frame(const struct mcfg_registers *registers)
{
	return registers->x[29];
}

bool mcfg_arch_follows_call(uintptr_t address)
{
	uint32_t before = *(const uint32_t *)(address - 4);

	return (before & 0xfc000000) == 0x94000000     /* bl */
	       || (before & 0xfffffc1f) == 0xd63f0000; /* blr */
}

const char *mcfg_arch_register(const struct mcfg_registers *registers, size_t i, uint64_t *value)
{
	static const char names[][4] = {
		"x0",  "x1",  "x2",  "x3",  "x4",  "x5",  "x6",  "x7",  "x8",  "x9",  "x10", "x11",
		"x12", "x13", "x14", "x15", "x16", "x17", "x18", "x19", "x20", "x21", "x22", "x23",
		"x24", "x25", "x26", "x27", "x28", "x29", "x30", "sp",  "pc",  "psr", "esr", "far",
	};

	if (i >= sizeof names / sizeof *names)
		return NULL;
	*value = (&registers->x[0])[i];
	return names[i];
}
