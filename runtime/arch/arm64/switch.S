/*
 * The switch between stacks, for the AAPCS64: what a call preserves lies on the stack that is left,
 * above its saved stack pointer. See runtime/switch.h.
 */
	.text

/* void mcfg_switch(void **save, void *load) */
	.globl	mcfg_switch
	.hidden	mcfg_switch
	.type	mcfg_switch, %function
	.p2align 4
mcfg_switch:
	stp	x29, x30, [sp, #-160]!
	stp	x19, x20, [sp, #16]
	stp	x21, x22, [sp, #32]
	stp	x23, x24, [sp, #48]
	stp	x25, x26, [sp, #64]
	stp	x27, x28, [sp, #80]
	stp	d8, d9, [sp, #96]
	stp	d10, d11, [sp, #112]
	stp	d12, d13, [sp, #128]
	stp	d14, d15, [sp, #144]
	mov	x9, sp
	str	x9, [x0]
	mov	sp, x1
	ldp	x19, x20, [sp, #16]
	ldp	x21, x22, [sp, #32]
	ldp	x23, x24, [sp, #48]
	ldp	x25, x26, [sp, #64]
	ldp	x27, x28, [sp, #80]
	ldp	d8, d9, [sp, #96]
	ldp	d10, d11, [sp, #112]
	ldp	d12, d13, [sp, #128]
	ldp	d14, d15, [sp, #144]
	ldp	x29, x30, [sp], #160
	/*
	 * A ret, for it keeps the predictor's stack of return addresses as deep as ours: the caller
	 * on the other stack is the same code, and so mostly is its caller.
	 */
	ret
	.size	mcfg_switch, . - mcfg_switch

/* void *mcfg_switch_prepare(void *top, void (*entry)(void *), void *argument) */
	.globl	mcfg_switch_prepare
	.hidden	mcfg_switch_prepare
	.type	mcfg_switch_prepare, %function
mcfg_switch_prepare:
	and	x0, x0, #-16
	sub	x0, x0, #160
	adr	x9, first_frame
	stp	xzr, x9, [x0]		/* x29: the last frame; x30 */
	stp	x1, x2, [x0, #16]	/* x19: entry; x20: its argument */
	stp	xzr, xzr, [x0, #32]
	stp	xzr, xzr, [x0, #48]
	stp	xzr, xzr, [x0, #64]
	stp	xzr, xzr, [x0, #80]
	stp	xzr, xzr, [x0, #96]
	stp	xzr, xzr, [x0, #112]
	stp	xzr, xzr, [x0, #128]
	stp	xzr, xzr, [x0, #144]
	ret
	.size	mcfg_switch_prepare, . - mcfg_switch_prepare

/* A debugger's backtrace ends here. */
	.type	first_frame, %function
first_frame:
	.cfi_startproc
	.cfi_undefined x30
	mov	x0, x20
	blr	x19
	brk	#1
	.cfi_endproc
	.size	first_frame, . - first_frame

	.section .note.GNU-stack, "", %progbits
