/* fault.h - the report of a fault: what, where, in which task, and how it came to that. */
#ifndef MCFG_FAULT_H
#define MCFG_FAULT_H

#include "../../arch/arch.h"

enum mcfg_fault {
	MCFG_FAULT_ACCESS,      /* of memory that is not mapped, or not so */
	MCFG_FAULT_WRITE,       /* the same, by a write */
	MCFG_FAULT_EXECUTE,     /* the same, by an instruction fetch */
	MCFG_FAULT_INSTRUCTION, /* an illegal one */
	MCFG_FAULT_ARITHMETIC,
	MCFG_FAULT_TRAP, /* the C library's, or the compiler's: the program found itself broken */
	MCFG_FAULT_OTHER
};

/*
 * Called by the trap handler, on its own stack. A touch of a stack's next page is no fault: it is
 * mapped, and this returns. Else it reports and crashes. `name` is the processor's word for it;
 * only the first three kinds have an `address`.
 */
void mcfg_fault(enum mcfg_fault fault, const void *address, const char *name,
                const struct mcfg_registers *registers);

/* The program gave up: says why, with a backtrace of who calls this, and crashes. A leaf. */
_Noreturn void mcfg_fault_give_up(const char *why);

/* The same for who made the running system call: it called abort(). */
_Noreturn void mcfg_fault_abort(void);

/*
 * Who called a function, by its return address and frame, where nothing was reported yet: for
 * crashes that something else gave the reason for.
 */
void mcfg_fault_callers(uintptr_t caller, uintptr_t frame);

/* The stack of the main task: the scheduler does not know it. */
struct mcfg_stack;
void mcfg_fault_main_stack(const struct mcfg_stack *stack);

#endif
