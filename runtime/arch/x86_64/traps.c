/* The tables by which the processor finds traps.S, and what its traps mean. See ../arch.h. */
#include "../../platform/guest/leaf.h"

#include "../../platform/guest/fault.h"
#include "msr.h"
#include "registers.h"

enum { CODE = 8, TASK_STATE = 24 }; /* selectors, of boot.S */
enum { MSR_STAR = 0xc0000081, MSR_LSTAR, MSR_CSTAR, MSR_FMASK, MSR_FS_BASE = 0xc0000100 };

struct gate {
	uint16_t low, selector;
	uint8_t stack, type;
	uint16_t middle;
	uint32_t high, zero;
};

struct task_state {
	uint32_t reserved;
	uint64_t rsp[3], reserved_2, stacks[7], reserved_3;
	uint16_t reserved_4, io_map;
} __attribute__((packed));

/* What is never interrupted by its like has a stack of its own: see stack_of. */
enum { N_STACKS = 4, STACK_BYTES = 4096 };

static struct gate gates[MCFG_X86_N_VECTORS];
static struct task_state task_state = { .io_map = sizeof task_state };
static _Alignas(16) char stacks[N_STACKS][STACK_BYTES];

extern uint64_t mcfg_x86_gdt[];
extern char mcfg_x86_vectors[] __attribute__((visibility("hidden")));
extern char mcfg_x86_syscall[] __attribute__((visibility("hidden")));

/* 1: faults of the program, 2: double faults, 3: what cannot be masked, 4: interrupts. */
static uint8_t stack_of(unsigned vector)
{
	switch (vector) {
	case 8: return 2;
	case 2:
	case 18: return 3;
	default: return vector < MCFG_X86_IRQ_VECTOR ? 1 : 4;
	}
}

static void set_gate(unsigned vector)
{
	uint64_t at = (uintptr_t)mcfg_x86_vectors + (uint64_t)vector * 16;

	gates[vector] = (struct gate){
		.low = (uint16_t)at,
		.selector = CODE,
		.stack = stack_of(vector),
		.type = 0x8e, /* present, interrupts masked */
		.middle = (uint16_t)(at >> 16),
		.high = (uint32_t)(at >> 32),
	};
}

static void load_task_state(void)
{
	uint64_t at = (uintptr_t)&task_state;

	for (unsigned i = 0; i < N_STACKS; i++)
		task_state.stacks[i] = (uintptr_t)stacks[i + 1];
	mcfg_x86_gdt[3] = (sizeof task_state - 1) | (at & 0xffffff) << 16 | UINT64_C(0x89) << 40 |
	                  (at >> 24 & 0xff) << 56;
	mcfg_x86_gdt[4] = at >> 32;
	__asm__ volatile("ltr %w0" ::"r"(TASK_STATE));
}

MCFG_LEAF void mcfg_arch_init(void)
{
	struct {
		uint16_t limit;
		uint64_t at;
	} __attribute__((packed)) pointer = { sizeof gates - 1, (uintptr_t)gates };

	for (unsigned i = 0; i < MCFG_X86_N_VECTORS; i++)
		set_gate(i);
	load_task_state();
	__asm__ volatile("lidt %0" ::"m"(pointer));
	mcfg_msr_write(MSR_STAR, (uint64_t)CODE << 32);
	mcfg_msr_write(MSR_LSTAR, (uintptr_t)mcfg_x86_syscall);
	mcfg_msr_write(MSR_FMASK, 0x500); /* direction and trap flags */
}

void mcfg_arch_set_thread_pointer(void *pointer)
{
	mcfg_msr_write(MSR_FS_BASE, (uintptr_t)pointer);
}

void mcfg_arch_set_canary(uintptr_t word)
{
	__asm__ volatile("movq %0, %%fs:0x28" ::"r"(word));
}

/* ---- traps ----------------------------------------------------------------------------------- */

enum {
	DIVIDE = 0,
	BREAKPOINT = 3,
	BOUND = 5,
	INVALID = 6,
	PAGE = 14,
	FLOAT = 16,
	VECTOR_FLOAT = 19
};

static const char *const names[] = {
	"#DE", "#DB", "NMI", "#BP", "#OF", "#BR", "#UD", "#NM", "#DF", "#9",  "#TS",
	"#NP", "#SS", "#GP", "#PF", "#15", "#MF", "#AC", "#MC", "#XM", "#VE", "#CP",
};

static const char *name_of(uint64_t vector)
{
	return vector < sizeof names / sizeof *names ? names[vector] : "trap";
}

static enum mcfg_fault page_fault(uint64_t error)
{
	if (error & 16)
		return MCFG_FAULT_EXECUTE;
	return error & 2 ? MCFG_FAULT_WRITE : MCFG_FAULT_ACCESS;
}

static enum mcfg_fault kind_of(const struct mcfg_registers *registers)
{
	switch (registers->vector) {
	case DIVIDE:
	case FLOAT:
	case VECTOR_FLOAT: return MCFG_FAULT_ARITHMETIC;
	case BREAKPOINT: return MCFG_FAULT_TRAP;
	case INVALID: return MCFG_FAULT_INSTRUCTION;
	case PAGE: return page_fault(registers->error);
	default: return MCFG_FAULT_OTHER;
	}
}

/* Called by traps.S. */
void mcfg_x86_trap(const struct mcfg_registers *registers) __attribute__((cold));

void mcfg_x86_trap(const struct mcfg_registers *registers)
{
	uint64_t address = 0;

	if (registers->vector == PAGE)
		__asm__ volatile("movq %%cr2, %0" : "=r"(address));
	mcfg_fault(kind_of(registers), (const void *)address, name_of(registers->vector),
	           registers);
}

/* ---- what they saved ------------------------------------------------------------------------- */

uintptr_t mcfg_arch_pc(const struct mcfg_registers *registers)
{
	return registers->rip;
}

uintptr_t mcfg_arch_sp(const struct mcfg_registers *registers)
{
	return registers->rsp;
}

uintptr_t mcfg_arch_caller(const struct mcfg_registers *registers)
{
	(void)registers;
	return 0;
}

uintptr_t mcfg_arch_frame(const struct mcfg_registers *registers)
{
	return registers->rbp;
}

const char *mcfg_arch_register(const struct mcfg_registers *registers, size_t i, uint64_t *value)
{
	static const struct {
		char name[4];
		unsigned offset;
	} all[] = {
#define REGISTER(name) { #name, offsetof(struct mcfg_registers, name) }
		REGISTER(rip), REGISTER(rsp), REGISTER(rbp), REGISTER(rax), REGISTER(rbx),
		REGISTER(rcx), REGISTER(rdx), REGISTER(rsi), REGISTER(rdi), REGISTER(r8),
		REGISTER(r9),  REGISTER(r10), REGISTER(r11), REGISTER(r12), REGISTER(r13),
		REGISTER(r14), REGISTER(r15),
	};

	if (i >= sizeof all / sizeof *all)
		return NULL;
	*value = *(const uint64_t *)(const void *)((const char *)registers + all[i].offset);
	return all[i].name;
}
