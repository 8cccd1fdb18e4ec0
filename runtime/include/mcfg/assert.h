/*
 * assert.h - for what only a mistake in the program can make false: a caller that breaks a
 * contract, a state that cannot be. What the world can do wrong is an error value instead.
 *
 *	mcfg_assert(mutex->owner == task_self());
 *
 * Where the condition is false the image says so and ends abnormally:
 *
 *	hello: task reader: sync.c:41: mutex->owner == task_self() does not hold
 */
#ifndef MCFG_ASSERT_H
#define MCFG_ASSERT_H

/* Stays in every build: a compare and a branch that is never taken. */
#define mcfg_assert(condition)                        \
	(__builtin_expect(!!(condition), 1) ? (void)0 \
	                                    : mcfg_assert_failed(__FILE__, __LINE__, #condition))

/* Only in debug builds (make DEBUG=1); in others the condition is not evaluated. */
#ifdef MCFG_DEBUG
#define mcfg_debug_assert(condition) mcfg_assert(condition)
#else
#define mcfg_debug_assert(condition) ((void)sizeof((condition) ? 1 : 0))
#endif

_Noreturn void mcfg_assert_failed(const char *file, int line, const char *condition)
    __attribute__((cold));

#endif
