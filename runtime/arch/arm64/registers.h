/* registers.h - what vectors.S saves of an exception, for C and for assembler. */
#ifndef MCFG_ARM64_REGISTERS_H
#define MCFG_ARM64_REGISTERS_H

/* What came, in the processor's order of vectors. */
#define TRAP_SYNCHRONOUS    0
#define TRAP_INTERRUPT      1
#define TRAP_FAST_INTERRUPT 2
#define TRAP_BUS_ERROR      3
#define TRAP_FROM_NOWHERE   4 /* from EL0, where nothing runs */

#define REGISTERS_X     0
#define REGISTERS_SP    248
#define REGISTERS_PC    256
#define REGISTERS_CAUSE 272
#define REGISTERS_BYTES 288

#ifndef __ASSEMBLER__
#include <stddef.h>
#include <stdint.h>

struct mcfg_registers {
	uint64_t x[31], sp;
	uint64_t pc, state;      /* ELR and SPSR */
	uint64_t cause, address; /* ESR and FAR */
};

_Static_assert(offsetof(struct mcfg_registers, sp) == REGISTERS_SP, "as vectors.S has it");
_Static_assert(offsetof(struct mcfg_registers, pc) == REGISTERS_PC, "as vectors.S has it");
_Static_assert(offsetof(struct mcfg_registers, cause) == REGISTERS_CAUSE, "as vectors.S has it");
_Static_assert(sizeof(struct mcfg_registers) == REGISTERS_BYTES, "as vectors.S has it");
#endif

#endif
