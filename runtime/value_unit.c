/*
 * Values: durations and sizes, numbers with units. A number with a fraction is multiplied by its
 * unit digit by digit, so that it is exact or refused. See <mcfg/value.h>.
 */
#include "value_impl.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct unit {
	const char *name;
	uint64_t scale;
};

#define NS_PER_SECOND UINT64_C(1000000000)

/* From the largest to the smallest: the order in which they may stand. */
static const struct unit duration_units[] = {
	{ "d", 86400 * NS_PER_SECOND },
	{ "h", 3600 * NS_PER_SECOND },
	{ "m", 60 * NS_PER_SECOND },
	{ "s", NS_PER_SECOND },
	{ "ms", 1000000 },
	{ "us", 1000 },
	{ "ns", 1 },
};

static const struct unit size_units[] = {
	{ "TiB", UINT64_C(1) << 40 },
	{ "GiB", UINT64_C(1) << 30 },
	{ "MiB", UINT64_C(1) << 20 },
	{ "KiB", UINT64_C(1) << 10 },
	{ "TB", UINT64_C(1000000000000) },
	{ "GB", 1000000000 },
	{ "MB", 1000000 },
	{ "kB", 1000 },
	{ "B", 1 },
};

#define N_UNITS(units) (sizeof(units) / sizeof *(units))

/* A number as it stands in the text. */
struct number {
	uint64_t whole;
	size_t fraction, fraction_end; /* the bytes after the point; equal if there are none */
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int scan_number(struct value_scan *scan, struct number *number)
{
	size_t begin = scan->at;
	bool decimal;
	int error;

	if (value_peek(scan) == '-')
		return mcfg_value_fail(scan, -ERANGE, scan->at, scan->at + 1,
		                       "this cannot be negative");
	error = mcfg_value_scan_unsigned(scan, &number->whole);
	if (error)
		return error;
	number->fraction = number->fraction_end = scan->at;
	decimal = scan->at == begin + 1 || !is_letter(scan->text[begin + 1]); /* no 0x */
	if (!decimal || !value_skip(scan, '.'))
		return 0;
	number->fraction = scan->at;
	while (mcfg_value_digit(value_peek(scan), 10) < 10)
		scan->at++;
	number->fraction_end = scan->at;
	if (number->fraction == number->fraction_end)
		return mcfg_value_fail(scan, -EINVAL, scan->at,
		                       value_at_end(scan) ? scan->at : scan->at + 1,
		                       "a digit is missing here");
	return 0;
}

static const struct unit *scan_unit(struct value_scan *scan, const struct unit *units, size_t n)
{
	size_t begin = scan->at;
	size_t len;

	while (is_letter(value_peek(scan)))
		scan->at++;
	len = scan->at - begin;
	for (size_t i = 0; i < n; i++)
		if (strlen(units[i].name) == len &&
		    memcmp(units[i].name, scan->text + begin, len) == 0)
			return &units[i];
	scan->at = begin;
	return NULL;
}

/* 0.FRACTION * scale, by long multiplication from the last digit; false if it is not whole. */
static bool multiply_fraction(const struct value_scan *scan, const struct number *number,
                              uint64_t scale, uint64_t *product)
{
	uint64_t carry = 0;
	bool whole = true;

	for (size_t i = number->fraction_end; i-- > number->fraction;) {
		carry += mcfg_value_digit(scan->text[i], 10) * scale;
		whole = whole && carry % 10 == 0;
		carry /= 10;
	}
	*product = carry;
	return whole;
}

/* Adds number * scale to the sum. [begin, scan->at) is its text. */
static int add_scaled(const struct value_scan *scan, size_t begin, const struct number *number,
                      uint64_t scale, uint64_t *sum, const char *not_whole)
{
	uint64_t whole, fraction;

	if (!multiply_fraction(scan, number, scale, &fraction))
		return mcfg_value_fail(scan, -ERANGE, begin, scan->at, not_whole);
	if (__builtin_mul_overflow(number->whole, scale, &whole) ||
	    __builtin_add_overflow(whole, fraction, &whole) ||
	    __builtin_add_overflow(*sum, whole, sum))
		return mcfg_value_fail(scan, -ERANGE, begin, scan->at, "this is too large");
	return 0;
}

/* The bytes that were meant as a unit: up to the next digit. */
static int fail_unit(const struct value_scan *scan, const char *what)
{
	size_t end = scan->at;

	while (end < scan->len && mcfg_value_digit(scan->text[end], 10) == 10)
		end++;
	return mcfg_value_fail(scan, -EINVAL, scan->at, end, what);
}

static bool is_zero(const struct value_scan *scan)
{
	return scan->len == 1 && scan->text[0] == '0';
}

int mcfg_value_parse_duration(struct value_scan *scan, uint64_t *ns)
{
	static const char needs_unit[] = "a duration has a unit: ns, us, ms, s, m, h or d";
	const struct unit *last = NULL;
	uint64_t sum = 0;

	if (value_at_end(scan))
		return mcfg_value_fail(scan, -EINVAL, 0, 0, "a duration is missing");
	if (is_zero(scan)) {
		*ns = 0;
		return 0;
	}
	while (!value_at_end(scan)) {
		size_t begin = scan->at, unit_at;
		struct number number;
		const struct unit *unit;
		int error = scan_number(scan, &number);

		if (error)
			return error;
		unit_at = scan->at;
		unit = scan_unit(scan, duration_units, N_UNITS(duration_units));
		if (!unit)
			return fail_unit(scan, needs_unit);
		if (last && unit <= last)
			return mcfg_value_fail(scan, -EINVAL, unit_at, scan->at,
			                       "the units go from the largest to the smallest");
		error = add_scaled(scan, begin, &number, unit->scale, &sum,
		                   "this is not a whole number of nanoseconds");
		if (error)
			return error;
		last = unit;
	}
	*ns = sum;
	return 0;
}

int mcfg_value_parse_size(struct value_scan *scan, uint64_t *bytes)
{
	static const char needs_unit[] =
	    "the unit of a size is B, KiB, MiB, GiB, TiB, kB, MB, GB or TB";
	static const struct unit byte = { "", 1 };
	const struct unit *unit = &byte;
	struct number number;
	uint64_t sum = 0;
	int error;

	if (value_at_end(scan))
		return mcfg_value_fail(scan, -EINVAL, 0, 0, "a size is missing");
	error = scan_number(scan, &number);
	if (error)
		return error;
	if (!value_at_end(scan))
		unit = scan_unit(scan, size_units, N_UNITS(size_units));
	if (!unit || !value_at_end(scan))
		return mcfg_value_fail(scan, -EINVAL, scan->at, scan->len, needs_unit);
	error =
	    add_scaled(scan, 0, &number, unit->scale, &sum, "this is not a whole number of bytes");
	if (error)
		return error;
	*bytes = sum;
	return 0;
}

/* ---- printing -------------------------------------------------------------------------------- */

/* "1.5s": ns in the largest unit of s, ms, us, ns that it reaches, with the fraction it needs. */
static int print_below_minute(uint64_t ns, char *text, size_t size)
{
	const struct unit *unit = &duration_units[3];
	uint64_t fraction;
	int digits = 9;

	for (; ns < unit->scale; digits -= 3)
		unit++;
	fraction = ns % unit->scale;
	if (fraction == 0)
		return snprintf(text, size, "%" PRIu64 "%s", ns / unit->scale, unit->name);
	for (; fraction % 10 == 0; digits--)
		fraction /= 10;
	return snprintf(text, size, "%" PRIu64 ".%0*" PRIu64 "%s", ns / unit->scale, digits,
	                fraction, unit->name);
}

size_t mcfg_value_print_duration(uint64_t ns, char *text, size_t size)
{
	char all[96]; /* 213503d23h34m33.709551615s is the longest */
	size_t len = 0;

	for (size_t i = 0; i < 3; i++) {
		uint64_t count = ns / duration_units[i].scale;

		if (count > 0)
			len += (size_t)snprintf(all + len, sizeof all - len, "%" PRIu64 "%s", count,
			                        duration_units[i].name);
		ns %= duration_units[i].scale;
	}
	if (ns > 0)
		print_below_minute(ns, all + len, sizeof all - len);
	else if (len == 0)
		snprintf(all, sizeof all, "0s");
	return (size_t)snprintf(text, size, "%s", all);
}

size_t mcfg_value_print_size(uint64_t bytes, char *text, size_t size)
{
	const struct unit *unit = size_units;

	if (bytes == 0)
		return (size_t)snprintf(text, size, "0B");
	while (bytes % unit->scale != 0)
		unit++;
	return (size_t)snprintf(text, size, "%" PRIu64 "%s", bytes / unit->scale, unit->name);
}
