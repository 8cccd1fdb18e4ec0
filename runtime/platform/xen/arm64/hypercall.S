/* long xen_hypercall(number, a, b, c): the arguments go where Xen wants them. See ../hypercall.h. */
	.text
	.globl	xen_hypercall
	.type	xen_hypercall, %function
xen_hypercall:
	mov	x16, x0
	mov	x0, x1
	mov	x1, x2
	mov	x2, x3
	hvc	#0xea1
	ret
	.size	xen_hypercall, . - xen_hypercall
	.section .note.GNU-stack, "", %progbits
