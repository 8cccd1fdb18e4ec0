/*
 * The entry of an arm64 image: the header that Linux's boot protocol asks for, then the first steps
 * to C. Entered at EL1 (or EL2, which is left) with the MMU off, x0 = the device tree; the image may
 * lie anywhere that is 4 KiB aligned. See ../arch.h.
 *
 * The caches are on before anything but two tables is written: what was written before would have
 * to be cleaned out of their way.
 */
#include "mmu_bits.h"

	.section .head, "ax", %progbits
	.globl	mcfg_arm64_head
	.hidden	mcfg_arm64_head
mcfg_arm64_head:
	b	start
	.long	0
	.quad	0x80000				/* where above a 2 MiB boundary it likes to lie */
	.quad	__image_end - mcfg_arm64_head	/* with what is zeroed and not in the file */
	.quad	0xa				/* little endian, 4 KiB pages, anywhere in memory */
	.quad	0, 0, 0
	.ascii	"ARM\x64"
	.long	0

	.type	start, %function
start:
	msr	daifset, #0xf
	mov	x19, x0
	mrs	x1, CurrentEL
	cmp	x1, #(2 << 2)
	b.ne	at_el1

	/* EL2: nothing of EL1 traps, and off we go. */
	mov	x1, #(1 << 31)
	msr	hcr_el2, x1			/* EL1 is 64-bit */
	mov	x1, #3
	msr	cnthctl_el2, x1
	msr	cntvoff_el2, xzr
	mov	x1, #0x33ff
	msr	cptr_el2, x1
	msr	vttbr_el2, xzr
	mrs	x1, midr_el1
	msr	vpidr_el2, x1
	mrs	x1, mpidr_el1
	msr	vmpidr_el2, x1
	mrs	x1, id_aa64pfr0_el1
	ubfx	x1, x1, #24, #4
	cbz	x1, 1f
	mrs	x1, S3_4_C12_C9_5		/* ICC_SRE_EL2: the GIC's registers for EL1 too */
	mov	x2, #9
	orr	x1, x1, x2
	msr	S3_4_C12_C9_5, x1
	isb
	msr	S3_4_C12_C11_0, xzr		/* ICH_HCR_EL2 */
1:	ldr	w1, =SCTLR_OFF
	msr	sctlr_el1, x1
	mov	x1, #0x3c5			/* EL1h, all masked */
	msr	spsr_el2, x1
	adr	x1, at_el1
	msr	elr_el2, x1
	eret

at_el1:
	/*
	 * The first tables: the first gigabyte is devices; all others are memory, one to one, of
	 * which the image's may be executed.
	 */
	adrp	x20, early_tables
	mov	x1, x20
	add	x2, x20, #8192
1:	stp	xzr, xzr, [x1], #16
	cmp	x1, x2
	b.lo	1b
	add	x21, x20, #4096
	orr	x1, x21, #PTE_TABLE
	str	x1, [x20]
	ldr	x3, =PTE_DEVICE | PTE_BLOCK | PTE_PXN | PTE_UXN
	str	x3, [x21]
	ldr	x3, =PTE_NORMAL | PTE_BLOCK | PTE_PXN | PTE_UXN
	mov	x1, #1
1:	orr	x2, x3, x1, lsl #30
	str	x2, [x21, x1, lsl #3]
	add	x1, x1, #1
	cmp	x1, #512
	b.lo	1b
	ldr	x3, =PTE_NORMAL | PTE_BLOCK
	adrp	x1, mcfg_arm64_head
	lsr	x1, x1, #30
	orr	x2, x3, x1, lsl #30
	str	x2, [x21, x1, lsl #3]
	dsb	sy
	mov	x1, x20
	add	x2, x20, #8192
1:	dc	ivac, x1			/* nothing older may hide them */
	add	x1, x1, #16
	cmp	x1, x2
	b.lo	1b
	dsb	sy

	ldr	x1, =MAIR_VALUE
	msr	mair_el1, x1
	mrs	x2, id_aa64mmfr0_el1
	and	x2, x2, #7			/* how far the processor's addresses reach: 48 bits, */
	mov	x3, #5				/* which is 5, are enough for us */
	cmp	x2, x3
	csel	x2, x2, x3, lo
	ldr	x1, =TCR_VALUE
	orr	x1, x1, x2, lsl #32
	msr	tcr_el1, x1
	msr	ttbr0_el1, x20
	isb
	tlbi	vmalle1
	ic	iallu
	dsb	nsh
	isb
	ldr	x1, =SCTLR_OFF | SCTLR_ON
	msr	sctlr_el1, x1
	isb

	/* Pointers in the image get where it lies: it was linked to lie at 0. */
	adrp	x4, mcfg_arm64_head
	adrp	x5, __rela_start
	add	x5, x5, :lo12:__rela_start
	adrp	x6, __rela_end
	add	x6, x6, :lo12:__rela_end
	b	2f
1:	ldp	x7, x8, [x5], #16		/* where, and of what kind */
	ldr	x9, [x5], #8
	cmp	w8, #1027			/* R_AARCH64_RELATIVE */
	b.ne	2f
	add	x9, x9, x4
	str	x9, [x4, x7]
2:	cmp	x5, x6
	b.lo	1b

	adrp	x5, __bss_start
	add	x5, x5, :lo12:__bss_start
	adrp	x6, __bss_end
	add	x6, x6, :lo12:__bss_end
	b	2f
1:	stp	xzr, xzr, [x5], #16
2:	cmp	x5, x6
	b.lo	1b

	/* Floating point; exceptions have a stack of their own, SP_EL1, and all else SP_EL0. */
	mov	x1, #(3 << 20)
	msr	cpacr_el1, x1
	adrp	x1, mcfg_arm64_vectors
	add	x1, x1, :lo12:mcfg_arm64_vectors
	msr	vbar_el1, x1
	msr	spsel, #1
	adrp	x1, exception_stack_high
	add	x1, x1, :lo12:exception_stack_high
	mov	sp, x1
	msr	spsel, #0
	adrp	x1, __boot_stack_high
	add	x1, x1, :lo12:__boot_stack_high
	mov	sp, x1
	adrp	x1, thread_scratch + 512	/* errno and the like, until the C library is up */
	add	x1, x1, :lo12:thread_scratch + 512
	msr	tpidr_el0, x1
	isb
	msr	daifclr, #4			/* errors of the bus */

	mov	x0, x19
	mov	x29, xzr			/* the last frame of a backtrace */
	mov	x30, xzr
	bl	mcfg_guest_start
	brk	#1
	.size	start, . - start
	.ltorg

	.section .bss.boot, "aw", %nobits
	.balign	16
thread_scratch:
	.skip	1024
	.skip	16384
exception_stack_high:

	/* Not zeroed with the rest: they are in use while that is done. */
	.section .bss_early, "aw", %nobits
	.balign	4096
early_tables:
	.skip	8192

	.section .note.GNU-stack, "", %progbits
