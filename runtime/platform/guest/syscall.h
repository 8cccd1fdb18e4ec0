/*
 * syscall.h - the C library's system calls. The handler of the architecture saves what the C
 * library expects to keep, and calls mcfg_syscall, on any stack that is not the scheduler's.
 */
#ifndef MCFG_SYSCALL_H
#define MCFG_SYSCALL_H

/*
 * Linux's convention of the architecture: the result, or a negative errno; or MCFG_SYSCALL_BLOCKS,
 * for those that may switch to other tasks, or use vector registers (nanosleep, poll, read of the
 * standard input, getrandom): then the handler calls mcfg_syscall_blocking with the same
 * arguments, on the task's own stack, with the vector registers saved as well. A leaf.
 */
#define MCFG_SYSCALL_BLOCKS (-0x1000L)

long mcfg_syscall(long a, long b, long c, long d, long e, long f, long number);
long mcfg_syscall_blocking(long a, long b, long c, long d, long e, long f, long number);

#endif
