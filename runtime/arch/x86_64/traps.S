/*
 * Traps, interrupts, system calls, and waiting, on x86-64. See ../arch.h and registers.h.
 */
	.text

/* ---- traps and interrupts: each vector pushes its number, and a zero where the processor pushes none ---- */

	.macro	vector n
	.balign 16
	.if \n == 8 || (\n >= 10 && \n <= 14) || \n == 17 || \n == 21 || \n == 29 || \n == 30
	.else
	pushq	$0
	.endif
	pushq	$\n
	.if \n < 32
	jmp	trap
	.else
	jmp	interrupt
	.endif
	.endm

	.globl	mcfg_x86_vectors
	.hidden	mcfg_x86_vectors
	.balign 16
mcfg_x86_vectors:
	n = 0
	.rept 64
	vector	n
	n = n + 1
	.endr

	.type	trap, @function
trap:
	pushq	%rax
	pushq	%rbx
	pushq	%rcx
	pushq	%rdx
	pushq	%rsi
	pushq	%rdi
	pushq	%rbp
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	%rsp, %rdi
	cld
	call	mcfg_x86_trap
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rbp
	popq	%rdi
	popq	%rsi
	popq	%rdx
	popq	%rcx
	popq	%rbx
	popq	%rax
	addq	$16, %rsp
	iretq
	.size	trap, . - trap

	/* It came while mcfg_arch_wait or mcfg_arch_take_interrupts waited for it: what a call may
	   change may be changed. One that came before the halt, which emulated machines let happen
	   (QEMU's SVM forgets the shadow of sti where its hypervisor was entered meanwhile), goes on
	   behind it: the halt was to end with it. */
	.type	interrupt, @function
interrupt:
	leaq	.Lhalt(%rip), %rax
	cmpq	%rax, 16(%rsp)
	jne	1f
	incq	16(%rsp)
1:	movl	(%rsp), %edi
	subq	$8, %rsp
	cld
	call	mcfg_x86_interrupt
	addq	$24, %rsp
	iretq
	.size	interrupt, . - interrupt

/* ---- waiting: interrupts come here, and only here ---- */

	.globl	mcfg_arch_wait
	.type	mcfg_arch_wait, @function
mcfg_arch_wait:
	sti			/* takes effect after the next instruction: nothing is lost */
.Lhalt:	hlt			/* of one byte */
	cli
	ret
	.size	mcfg_arch_wait, . - mcfg_arch_wait

	.globl	mcfg_arch_take_interrupts
	.type	mcfg_arch_take_interrupts, @function
mcfg_arch_take_interrupts:
	sti
	nop
	cli
	ret
	.size	mcfg_arch_take_interrupts, . - mcfg_arch_take_interrupts

	.globl	mcfg_arch_stop
	.type	mcfg_arch_stop, @function
mcfg_arch_stop:
	cli
1:	hlt
	jmp	1b
	.size	mcfg_arch_stop, . - mcfg_arch_stop

/* ---- stacks ---- */

	.globl	mcfg_arch_touch_stack
	.type	mcfg_arch_touch_stack, @function
mcfg_arch_touch_stack:
	orq	$0, -4096(%rsp)
	ret
	.size	mcfg_arch_touch_stack, . - mcfg_arch_touch_stack

/* void mcfg_arch_call_on(void *top, void (*f)(void)) */
	.globl	mcfg_arch_call_on
	.type	mcfg_arch_call_on, @function
mcfg_arch_call_on:
	movq	%rdi, %rsp
	xorl	%ebp, %ebp
	call	*%rsi
	ud2
	.size	mcfg_arch_call_on, . - mcfg_arch_call_on

/* ---- system calls: the number in %rax, arguments in %rdi %rsi %rdx %r10 %r8 %r9 ---- */

	/*
	 * The C library expects all registers back but %rax, %rcx and %r11, and it may have data below its
	 * stack pointer. Most calls run on a stack of their own, without vector registers.
	 */
	.globl	mcfg_x86_syscall
	.hidden	mcfg_x86_syscall
	.balign 16
	.type	mcfg_x86_syscall, @function
mcfg_x86_syscall:
	movq	%rsp, caller(%rip)
	movq	%rcx, caller + 8(%rip)	/* where it returns to */
	leaq	syscall_stack_high - 8(%rip), %rsp
	pushq	%rdi
	pushq	%rsi
	pushq	%rdx
	pushq	%r10
	pushq	%r8
	pushq	%r9
	movq	%r10, %rcx
	pushq	%rax			/* the seventh argument */
	call	mcfg_syscall
	cmpq	$-0x1000, %rax		/* MCFG_SYSCALL_BLOCKS */
	je	blocking
	addq	$8, %rsp
	popq	%r9
	popq	%r8
	popq	%r10
	popq	%rdx
	popq	%rsi
	popq	%rdi
	movq	caller(%rip), %rsp
	jmp	*caller + 8(%rip)

	/* This one may switch to other tasks: again, on its own stack, with all registers saved. */
blocking:
	popq	%rax
	popq	%r9
	popq	%r8
	popq	%r10
	popq	%rdx
	popq	%rsi
	popq	%rdi
	movq	caller + 8(%rip), %rcx
	movq	caller(%rip), %rsp
	leaq	-128(%rsp), %rsp
	pushq	%rcx
	pushq	%rdi
	pushq	%rsi
	pushq	%rdx
	pushq	%r10
	pushq	%r8
	pushq	%r9
	pushq	%rbp
	movq	%rsp, %rbp
	subq	$512, %rsp
	andq	$-16, %rsp
	fxsave64 (%rsp)
	movq	%r10, %rcx
	pushq	%rax
	pushq	%rax
	call	mcfg_syscall_blocking
	fxrstor64 16(%rsp)
	movq	%rbp, %rsp
	popq	%rbp
	popq	%r9
	popq	%r8
	popq	%r10
	popq	%rdx
	popq	%rsi
	popq	%rdi
	popq	%rcx
	leaq	128(%rsp), %rsp
	jmp	*%rcx
	.size	mcfg_x86_syscall, . - mcfg_x86_syscall

	.globl	mcfg_arch_syscall_stack
	.type	mcfg_arch_syscall_stack, @function
mcfg_arch_syscall_stack:
	movq	caller(%rip), %rax
	ret
	.size	mcfg_arch_syscall_stack, . - mcfg_arch_syscall_stack

	.bss
	.balign 16
caller:
	.skip	16			/* its stack pointer, and where it goes on */
syscall_stack:
	.skip	4096
syscall_stack_high:

	.section .note.GNU-stack, "", @progbits
