/* switch.h - from one stack to another; one assembler file for each architecture. */
#ifndef MCFG_SWITCH_H
#define MCFG_SWITCH_H

/*
 * Saves the registers that a call preserves on the running stack, stores the stack pointer in
 * `*save`, and goes on where the stack with the pointer `load` was left.
 */
void mcfg_switch(void **save, void *load);

/*
 * A new stack: the first switch to the result calls entry(argument), on the stack below `top`.
 * entry never returns.
 */
void *mcfg_switch_prepare(void *top, void (*entry)(void *argument), void *argument);

#endif
