/*
 * Exceptions. All code runs at EL1t, on SP_EL0; an exception takes SP_EL1, so that a report can be
 * written whatever became of the task's stack. One may come while another is served, at EL1h: a
 * system call that writes to a page of a stack that nobody has touched yet.
 *
 * Interrupts are never taken, only asked for: see gic.h.
 */
#include "registers.h"

	/* Room for all registers; the first two of them are free, then. */
	.macro	enter
	.balign	128
	sub	sp, sp, #REGISTERS_BYTES
	stp	x29, x30, [sp, #REGISTERS_X + 232]
	.endm

	.macro	vector what
	enter
	mov	x30, #\what
	b	fault
	.endm

	.text
	.balign	2048
	.globl	mcfg_arm64_vectors
	.hidden	mcfg_arm64_vectors
	.type	mcfg_arm64_vectors, %function
mcfg_arm64_vectors:
	/* From EL1t */
	enter
	mrs	x30, esr_el1
	lsr	x30, x30, #26
	cmp	x30, #0x15			/* SVC */
	b.eq	system_call
	mov	x30, #TRAP_SYNCHRONOUS
	b	fault
	vector	TRAP_INTERRUPT
	vector	TRAP_FAST_INTERRUPT
	vector	TRAP_BUS_ERROR
	/* From EL1h */
	vector	TRAP_SYNCHRONOUS
	vector	TRAP_INTERRUPT
	vector	TRAP_FAST_INTERRUPT
	vector	TRAP_BUS_ERROR
	.rept	8
	vector	TRAP_FROM_NOWHERE
	.endr
	.balign	128
	.size	mcfg_arm64_vectors, . - mcfg_arm64_vectors

	/* The registers that a function of C may change; those of floating point are not used. */
	.macro	save_scratch
	stp	x0, x1, [sp, #REGISTERS_X]
	stp	x2, x3, [sp, #REGISTERS_X + 16]
	stp	x4, x5, [sp, #REGISTERS_X + 32]
	stp	x6, x7, [sp, #REGISTERS_X + 48]
	stp	x8, x9, [sp, #REGISTERS_X + 64]
	stp	x10, x11, [sp, #REGISTERS_X + 80]
	stp	x12, x13, [sp, #REGISTERS_X + 96]
	stp	x14, x15, [sp, #REGISTERS_X + 112]
	stp	x16, x17, [sp, #REGISTERS_X + 128]
	str	x18, [sp, #REGISTERS_X + 144]
	.endm

	/* And back from the exception. Nothing here may fault: ELR is loaded. */
	.macro	leave
	ldp	x9, x10, [sp, #REGISTERS_PC]
	msr	elr_el1, x9
	msr	spsr_el1, x10
	ldp	x0, x1, [sp, #REGISTERS_X]
	ldp	x2, x3, [sp, #REGISTERS_X + 16]
	ldp	x4, x5, [sp, #REGISTERS_X + 32]
	ldp	x6, x7, [sp, #REGISTERS_X + 48]
	ldp	x8, x9, [sp, #REGISTERS_X + 64]
	ldp	x10, x11, [sp, #REGISTERS_X + 80]
	ldp	x12, x13, [sp, #REGISTERS_X + 96]
	ldp	x14, x15, [sp, #REGISTERS_X + 112]
	ldp	x16, x17, [sp, #REGISTERS_X + 128]
	ldr	x18, [sp, #REGISTERS_X + 144]
	ldp	x29, x30, [sp, #REGISTERS_X + 232]
	add	sp, sp, #REGISTERS_BYTES
	eret
	.endm

	/* The vector registers and their state, on the stack. */
	.macro	save_vectors
	sub	sp, sp, #528
	stp	q0, q1, [sp, #16]
	stp	q2, q3, [sp, #48]
	stp	q4, q5, [sp, #80]
	stp	q6, q7, [sp, #112]
	stp	q8, q9, [sp, #144]
	stp	q10, q11, [sp, #176]
	stp	q12, q13, [sp, #208]
	stp	q14, q15, [sp, #240]
	stp	q16, q17, [sp, #272]
	stp	q18, q19, [sp, #304]
	stp	q20, q21, [sp, #336]
	stp	q22, q23, [sp, #368]
	stp	q24, q25, [sp, #400]
	stp	q26, q27, [sp, #432]
	stp	q28, q29, [sp, #464]
	stp	q30, q31, [sp, #496]
	mrs	x9, fpcr
	mrs	x10, fpsr
	stp	x9, x10, [sp]
	.endm

	.macro	restore_vectors
	ldp	x9, x10, [sp]
	msr	fpcr, x9
	msr	fpsr, x10
	ldp	q0, q1, [sp, #16]
	ldp	q2, q3, [sp, #48]
	ldp	q4, q5, [sp, #80]
	ldp	q6, q7, [sp, #112]
	ldp	q8, q9, [sp, #144]
	ldp	q10, q11, [sp, #176]
	ldp	q12, q13, [sp, #208]
	ldp	q14, q15, [sp, #240]
	ldp	q16, q17, [sp, #272]
	ldp	q18, q19, [sp, #304]
	ldp	q20, q21, [sp, #336]
	ldp	q22, q23, [sp, #368]
	ldp	q24, q25, [sp, #400]
	ldp	q26, q27, [sp, #432]
	ldp	q28, q29, [sp, #464]
	ldp	q30, q31, [sp, #496]
	add	sp, sp, #528
	.endm

	/*
	 * Linux's convention: the number in x8, arguments in x0 to x5, the result in x0, and all
	 * other registers kept.
	 */
	.type	system_call, %function
system_call:
	save_scratch
	mrs	x9, elr_el1
	mrs	x10, spsr_el1
	stp	x9, x10, [sp, #REGISTERS_PC]
	add	x29, sp, #REGISTERS_X + 232	/* a frame, for a backtrace */
	mov	x6, x8
	bl	mcfg_syscall
	cmn	x0, #0x1000			/* MCFG_SYSCALL_BLOCKS */
	b.eq	blocking
	str	x0, [sp, #REGISTERS_X]
	leave

	/*
	 * One that may switch tasks: what was saved moves to the task's own stack (which may have to
	 * be touched first), and the call goes on there as if the task had called a function.
	 */
blocking:
	mrs	x9, sp_el0
	sub	x9, x9, #REGISTERS_BYTES
	mov	x10, #0
1:	add	x13, sp, x10
	ldp	x11, x12, [x13]
	add	x13, x9, x10
	stp	x11, x12, [x13]
	add	x10, x10, #16
	cmp	x10, #REGISTERS_BYTES
	b.lo	1b
	msr	sp_el0, x9
	add	sp, sp, #REGISTERS_BYTES
	msr	spsel, #0
	add	x29, sp, #REGISTERS_X + 232
	msr	daifclr, #4
	ldp	x0, x1, [sp, #REGISTERS_X]
	ldp	x2, x3, [sp, #REGISTERS_X + 16]
	ldp	x4, x5, [sp, #REGISTERS_X + 32]
	ldr	x6, [sp, #REGISTERS_X + 64]
	save_vectors
	bl	mcfg_syscall_blocking
	restore_vectors
	str	x0, [sp, #REGISTERS_X]
	leave
	.size	system_call, . - system_call

	/* void mcfg_arch_call_on(void *top, void (*f)(void)) */
	.globl	mcfg_arch_call_on
	.hidden	mcfg_arch_call_on
	.type	mcfg_arch_call_on, %function
mcfg_arch_call_on:
	and	x0, x0, #-16
	mov	sp, x0
	mov	x29, xzr
	mov	x30, xzr
	blr	x1
	brk	#1
	.size	mcfg_arch_call_on, . - mcfg_arch_call_on

	/* x30: what came; the real one, and x29, are saved. May return. */
	.type	fault, %function
fault:
	save_scratch
	stp	x18, x19, [sp, #REGISTERS_X + 144]
	stp	x20, x21, [sp, #REGISTERS_X + 160]
	stp	x22, x23, [sp, #REGISTERS_X + 176]
	stp	x24, x25, [sp, #REGISTERS_X + 192]
	stp	x26, x27, [sp, #REGISTERS_X + 208]
	str	x28, [sp, #REGISTERS_X + 224]
	mov	x1, x30
	mrs	x9, elr_el1
	mrs	x10, spsr_el1
	stp	x9, x10, [sp, #REGISTERS_PC]
	mrs	x9, esr_el1
	mrs	x11, far_el1
	stp	x9, x11, [sp, #REGISTERS_CAUSE]
	mrs	x12, sp_el0
	add	x13, sp, #REGISTERS_BYTES
	tst	x10, #1				/* which stack it was on */
	csel	x12, x12, x13, eq
	str	x12, [sp, #REGISTERS_SP]
	mov	x0, sp
	add	x29, sp, #REGISTERS_X + 232
	bl	mcfg_arm64_trap
	dsb	ishst				/* a page that was mapped is seen from here on */
	leave
	.size	fault, . - fault

	.section .note.GNU-stack, "", %progbits
