/*
 * The switch between stacks, for the System V ABI: what a call preserves lies on the stack that is left,
 * above its saved stack pointer. See runtime/switch.h.
 */
	.text

/* void mcfg_switch(void **save, void *load) */
	.globl	mcfg_switch
	.hidden	mcfg_switch
	.type	mcfg_switch, @function
	.p2align 4
mcfg_switch:
	pushq	%rbp
	pushq	%rbx
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	%rsp, (%rdi)
	movq	%rsi, %rsp
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	/*
	 * A ret, for it keeps the predictor's stack of return addresses as deep as ours: the caller
	 * on the other stack is the same code, and so mostly is its caller.
	 */
	ret
	.size	mcfg_switch, . - mcfg_switch

/* void *mcfg_switch_prepare(void *top, void (*entry)(void *), void *argument) */
	.globl	mcfg_switch_prepare
	.hidden	mcfg_switch_prepare
	.type	mcfg_switch_prepare, @function
mcfg_switch_prepare:
	andq	$-16, %rdi
	leaq	-64(%rdi), %rax
	movq	$0, (%rax)		/* r15 */
	movq	$0, 8(%rax)		/* r14 */
	movq	%rsi, 16(%rax)		/* r13: entry */
	movq	%rdx, 24(%rax)		/* r12: its argument */
	movq	$0, 32(%rax)		/* rbx */
	movq	$0, 40(%rax)		/* rbp: the last frame */
	leaq	first_frame(%rip), %rcx
	movq	%rcx, 48(%rax)
	movq	$0, 56(%rax)
	ret
	.size	mcfg_switch_prepare, . - mcfg_switch_prepare

/* A debugger's backtrace ends here. */
	.type	first_frame, @function
first_frame:
	.cfi_startproc
	.cfi_undefined rip
	movq	%r12, %rdi
	andq	$-16, %rsp
	call	*%r13
	ud2
	.cfi_endproc
	.size	first_frame, . - first_frame

	.section .note.GNU-stack, "", @progbits
