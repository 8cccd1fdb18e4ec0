/*
 * long xen_hypercall(number, a, b, c): the arguments go where Xen wants them. The instruction
 * depends on the processor's maker; start.c has found out. See ../hypercall.h.
 */
	.text
	.globl	xen_hypercall
	.type	xen_hypercall, @function
xen_hypercall:
	movq	%rdi, %rax
	movq	%rsi, %rdi
	movq	%rdx, %rsi
	movq	%rcx, %rdx
	cmpb	$0, xen_by_vmmcall(%rip)
	jne	1f
	vmcall
	ret
1:	vmmcall
	ret
	.size	xen_hypercall, . - xen_hypercall
	.section .note.GNU-stack, "", @progbits
