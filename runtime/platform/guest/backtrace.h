/* backtrace.h - who called whom, with names. A leaf. */
#ifndef MCFG_BACKTRACE_H
#define MCFG_BACKTRACE_H

#include <stdint.h>

/*
 * Writes a line for each function on the stack: where it is, and the function's name where the
 * image has it. `frame` is the frame pointer of ours; the C library has none, so what lies between
 * the stack pointer and the first frame is searched for what looks like a return address. `caller`
 * is one that is still in a register, or 0.
 */
void mcfg_backtrace(uintptr_t pc, uintptr_t caller, uintptr_t sp, uintptr_t frame)
    __attribute__((cold));

#endif
