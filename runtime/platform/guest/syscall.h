/*
 * syscall.h - the C library's system calls. The handler of the architecture saves what the C
 * library expects to keep, and calls mcfg_syscall, on any stack that is not the scheduler's.
 */
#ifndef MCFG_SYSCALL_H
#define MCFG_SYSCALL_H

#include <stdbool.h>

/* Linux's convention of the architecture: the result, or a negative errno. A leaf. */
long mcfg_syscall(long a, long b, long c, long d, long e, long f, long number);

/*
 * Those that may switch to other tasks (nanosleep, poll, read of the standard input): called on the
 * task's own stack, with the vector registers saved as well. Asked first; a leaf.
 */
bool mcfg_syscall_blocks(long number, long a);
long mcfg_syscall_blocking(long a, long b, long c, long d, long e, long f, long number);

#endif
