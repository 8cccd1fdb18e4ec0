/*
 * The entry of a virtual machine's loader (PVH): 32 bits, no paging, %ebx = struct hvm_start_info.
 * The first GiB is mapped one to one, without protection; mcfg_memory_init does better. See arch.h.
 * Source: xen/docs/misc/pvh.pandoc, xen/include/public/elfnote.h.
 */
	.section .note.Xen, "a", @note
	.balign 4
	.long	4, 8, 18		/* XEN_ELFNOTE_PHYS32_ENTRY; QEMU wants 8 bytes of it */
	.asciz	"Xen"
	.quad	mcfg_boot

	.section .text.boot, "ax", @progbits
	.code32
	.globl	mcfg_boot
	.type	mcfg_boot, @function
mcfg_boot:
	cli
	cld
	/* Not every loader clears what is not in its file: QEMU does, but not when a machine starts again. */
	xorl	%eax, %eax
	movl	$__bss_start, %edi
	movl	$__bss_end, %ecx
	subl	%edi, %ecx
	shrl	$2, %ecx
	rep stosl
	movl	$__boot_stack_high, %esp
	movl	%ebx, %ebp
	movl	$boot_tables + 0x1000 + 3, boot_tables
	movl	$boot_tables + 0x2000 + 3, boot_tables + 0x1000
	movl	$boot_tables + 0x2000, %edi
	movl	$0x83, %eax		/* present, writable, 2 MiB */
	movl	$512, %ecx
1:	movl	%eax, (%edi)
	addl	$8, %edi
	addl	$0x200000, %eax
	decl	%ecx
	jnz	1b
	movl	$boot_tables, %eax
	movl	%eax, %cr3
	movl	$0x620, %eax		/* PAE, OSFXSR, OSXMMEXCPT */
	movl	%eax, %cr4
	movl	$0xc0000080, %ecx	/* EFER */
	rdmsr
	orl	$0x901, %eax		/* SCE, LME, NXE */
	wrmsr
	movl	$0x80010033, %eax	/* PG, WP, NE, ET, MP, PE */
	movl	%eax, %cr0
	lgdt	gdt_pointer
	ljmp	$8, $1f
	.code64
1:	movl	$16, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	xorl	%eax, %eax
	movl	%eax, %fs
	movl	%eax, %gs
	lldt	%ax
	fninit				/* long double as such: after a reset it is rounded to float */
	/* What reads the canary before the C library has set it finds a word of zeroes. */
	movl	$0xc0000100, %ecx	/* FS_BASE */
	movl	$early_thread, %eax
	xorl	%edx, %edx
	wrmsr
	movl	%ebp, %edi
	xorl	%ebp, %ebp		/* the last frame */
	pushq	$0
	jmp	mcfg_guest_start
	.size	mcfg_boot, . - mcfg_boot

	.data
	.balign 8
	.globl	mcfg_x86_gdt
mcfg_x86_gdt:
	.quad	0
	.quad	0x00af9b000000ffff	/* 8: code */
	.quad	0x00cf93000000ffff	/* 16: data */
	.quad	0, 0			/* 24: the task state, by traps.c */
gdt_pointer:
	.word	. - mcfg_x86_gdt - 1
	.long	mcfg_x86_gdt, 0

	.bss
	.balign 4096
boot_tables:
	.skip	3 * 4096
early_thread:
	.skip	64

	.section .note.GNU-stack, "", @progbits
