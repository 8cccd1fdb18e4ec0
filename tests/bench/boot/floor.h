/* floor.h - what both floors do. */
	.text
	.code32
	.globl	_start
_start:
	mov	$0x3f8, %dx
	.irp	byte, 'U', 'P', '\n'
	mov	$\byte, %al
	out	%al, %dx
	.endr
	mov	$0xf4, %dx
	mov	$0x10, %al
	out	%al, %dx
1:	hlt
	jmp	1b
	.section .note.GNU-stack, "", @progbits
