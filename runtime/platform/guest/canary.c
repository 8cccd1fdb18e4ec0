/*
 * The stack protector's word, instead of the C library's: its end is named. It is read from the
 * thread's block on x86-64, from __stack_chk_guard elsewhere.
 */
#include "leaf.h"

#include "fault.h"

uintptr_t __stack_chk_guard;

/* Called by the C library's start with AT_RANDOM, when there is a thread block. A byte of it is 0,
 * so that no string reads it or writes it. */
void __init_ssp(const void *random);

MCFG_LEAF void __init_ssp(const void *random)
{
	__stack_chk_guard = *(const uintptr_t *)random & ~(uintptr_t)0xff00;
	mcfg_arch_set_canary(__stack_chk_guard);
}

_Noreturn void __stack_chk_fail(void);

_Noreturn void __stack_chk_fail(void)
{
	mcfg_fault_give_up("its stack was overwritten: an array on it is too small");
}
