/* registers.h - what a trap saves on x86-64, as traps.S pushes it. See ../arch.h. */
#ifndef MCFG_X86_REGISTERS_H
#define MCFG_X86_REGISTERS_H

#include <stdint.h>

struct mcfg_registers {
	uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
	uint64_t rbp, rdi, rsi, rdx, rcx, rbx, rax;
	uint64_t vector, error; /* error: 0 for those without one */
	uint64_t rip, cs, rflags, rsp, ss;
};

/* Interrupts have the vectors from here on, as the machine hands them out. */
enum { MCFG_X86_IRQ_VECTOR = 32, MCFG_X86_N_VECTORS = 64 };

/* The machine's: an interrupt of that vector came. It tells the controller, and raises events. A
 * leaf. */
void mcfg_x86_interrupt(unsigned vector);

#endif
