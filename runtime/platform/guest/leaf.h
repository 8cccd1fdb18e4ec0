/*
 * leaf.h - for files that faults, interrupts and system calls reach: include it first of all. The C
 * library promises its callers that a system call keeps the vector registers, and a fault must keep
 * them, too: these files are compiled without any, call nothing but each other, and do without the
 * stack protector (they run before its canary is there, and while it changes). A test looks at what
 * the linker made of them.
 */
#ifndef MCFG_LEAF_H
#define MCFG_LEAF_H

#ifndef __clang__ /* which compiles these files for unit tests only */
#pragma GCC target("general-regs-only")
#pragma GCC optimize("Os", "no-tree-loop-distribute-patterns") /* no loop becomes a memset */
#endif

/* On functions with arrays or whose locals' addresses are taken. */
#define MCFG_LEAF __attribute__((no_stack_protector))

#endif
