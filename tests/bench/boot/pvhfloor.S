/* The same by the PVH note (type 18, of Xen), which QEMU enters directly: the floor on `microvm`. */
	.section .note, "a", @note
	.align	4
	.long	4, 4, 18
	.asciz	"Xen"
	.long	_start
#include "floor.inc"
