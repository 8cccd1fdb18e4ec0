/*
 * decide.h - what main.c, written by mcfg, evaluates at start: the operations of open values that C
 * does not have as operators. `int`, `port` and `size` have ranges; leaving one is noted in
 * `overflow`.
 */
#ifndef MCFG_DECIDE_H
#define MCFG_DECIDE_H

#include <mcfg/value.h>

#include <stdlib.h>
#include <string.h>

static inline int64_t mcfg_int_add(int64_t a, int64_t b, bool *overflow)
{
	int64_t result;

	*overflow |= __builtin_add_overflow(a, b, &result);
	return result;
}

static inline int64_t mcfg_int_sub(int64_t a, int64_t b, bool *overflow)
{
	int64_t result;

	*overflow |= __builtin_sub_overflow(a, b, &result);
	return result;
}

static inline int64_t mcfg_int_mul(int64_t a, int64_t b, bool *overflow)
{
	int64_t result;

	*overflow |= __builtin_mul_overflow(a, b, &result);
	return result;
}

static inline uint64_t mcfg_size_add(uint64_t a, uint64_t b, bool *overflow)
{
	uint64_t result;

	*overflow |= __builtin_add_overflow(a, b, &result);
	return result;
}

static inline uint64_t mcfg_size_sub(uint64_t a, uint64_t b, bool *overflow)
{
	uint64_t result;

	*overflow |= __builtin_sub_overflow(a, b, &result);
	return result;
}

static inline uint64_t mcfg_size_mul(uint64_t a, uint64_t b, bool *overflow)
{
	uint64_t result;

	*overflow |= __builtin_mul_overflow(a, b, &result);
	return result;
}

static inline uint16_t mcfg_port_add(uint16_t a, uint16_t b, bool *overflow)
{
	uint16_t result;

	*overflow |= __builtin_add_overflow(a, b, &result);
	return result;
}

static inline uint16_t mcfg_port_sub(uint16_t a, uint16_t b, bool *overflow)
{
	uint16_t result;

	*overflow |= __builtin_sub_overflow(a, b, &result);
	return result;
}

static inline uint16_t mcfg_port_mul(uint16_t a, uint16_t b, bool *overflow)
{
	uint16_t result;

	*overflow |= __builtin_mul_overflow(a, b, &result);
	return result;
}

/* As strcmp; a required string that was not given yet (null) is before all others. */
static inline int mcfg_text_compare(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

/*
 * Says that the options' values cannot be served, and why: "key.fs: `fat needs ..."; returns 64,
 * the status to end with.
 */
int mcfg_decide_failed(const char *why);

#endif
