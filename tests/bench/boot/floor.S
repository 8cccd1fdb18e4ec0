/* The smallest kernel that QEMU boots through its firmware (multiboot): writes a line to the first serial
 * port and leaves through isa-debug-exit. The floor of a boot on the machine `pc`. */
	.section .multiboot, "a"
	.align	4
	.long	0x1badb002, 0, -0x1badb002
#include "floor.inc"
