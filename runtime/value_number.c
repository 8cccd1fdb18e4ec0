/* Values: numbers and truth values. See <mcfg/value.h>. */
#include "value_impl.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned mcfg_value_digit(char c, unsigned base)
{
	unsigned digit = base;

	if (c >= '0' && c <= '9')
		digit = (unsigned)(c - '0');
	else if (c >= 'a' && c <= 'f')
		digit = (unsigned)(c - 'a') + 10;
	else if (c >= 'A' && c <= 'F')
		digit = (unsigned)(c - 'A') + 10;
	return digit < base ? digit : base;
}

/* Passes over 0x, 0o or 0b, and returns the base. */
static unsigned scan_base(struct value_scan *scan)
{
	unsigned base = 10;

	if (scan->len - scan->at >= 2 && scan->text[scan->at] == '0') {
		switch (scan->text[scan->at + 1]) {
		case 'x': base = 16; break;
		case 'o': base = 8; break;
		case 'b': base = 2; break;
		}
	}
	if (base != 10)
		scan->at += 2;
	return base;
}

int mcfg_value_scan_unsigned(struct value_scan *scan, uint64_t *value)
{
	size_t begin = scan->at;
	unsigned base = scan_base(scan);
	bool overflow = false;

	*value = 0;
	do {
		unsigned digit = mcfg_value_digit(value_peek(scan), base);

		if (digit == base) {
			size_t end = value_at_end(scan) ? scan->at : scan->at + 1;
			return mcfg_value_fail(scan, -EINVAL, scan->at, end,
			                       "a digit is missing here");
		}
		for (; digit < base; digit = mcfg_value_digit(value_peek(scan), base)) {
			if (*value > (UINT64_MAX - digit) / base)
				overflow = true;
			*value = *value * base + digit;
			scan->at++;
		}
	} while (value_skip(scan, '_'));
	if (overflow)
		return mcfg_value_fail(scan, -ERANGE, begin, scan->at, "this number is too large");
	return 0;
}

/* A magnitude and its sign; nothing may follow. */
static int scan_integer(struct value_scan *scan, uint64_t *magnitude, bool *negative)
{
	int error;

	if (value_at_end(scan))
		return mcfg_value_fail(scan, -EINVAL, 0, 0, "a number is missing");
	*negative = value_skip(scan, '-');
	error = mcfg_value_scan_unsigned(scan, magnitude);
	if (error == -EINVAL)
		return error;
	if (!value_at_end(scan))
		return mcfg_value_fail(scan, -EINVAL, scan->at, scan->len,
		                       "this does not belong to a whole number");
	return error;
}

int mcfg_value_parse_int(struct value_scan *scan, int64_t *value)
{
	static const char limits[] = "an int is -9223372036854775808 to 9223372036854775807";
	uint64_t magnitude;
	bool negative;
	int error = scan_integer(scan, &magnitude, &negative);

	if (error == -EINVAL)
		return error;
	if (error || magnitude > (uint64_t)INT64_MAX + negative)
		return mcfg_value_fail(scan, -ERANGE, 0, scan->len, limits);
	if (magnitude > INT64_MAX)
		*value = INT64_MIN;
	else
		*value = negative ? -(int64_t)magnitude : (int64_t)magnitude;
	return 0;
}

int mcfg_value_parse_port(struct value_scan *scan, uint16_t *value)
{
	uint64_t magnitude;
	bool negative;
	int error = scan_integer(scan, &magnitude, &negative);

	if (error == -EINVAL)
		return error;
	if (error || magnitude > UINT16_MAX || (negative && magnitude > 0))
		return mcfg_value_fail(scan, -ERANGE, 0, scan->len, "a port is 0 to 65535");
	*value = (uint16_t)magnitude;
	return 0;
}

int mcfg_value_parse_bool(struct value_scan *scan, bool *value)
{
	static const char *const words[] = { "false", "true", "no", "yes", "off", "on", "0", "1" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == scan->len && memcmp(words[i], scan->text, scan->len) == 0) {
			*value = i & 1;
			return 0;
		}
	return mcfg_value_fail(scan, -EINVAL, 0, scan->len, "a bool is true or false");
}

/* ---- floating point -------------------------------------------------------------------------- */

/* No float needs more: the longest exact decimal of one has 767 digits. */
enum { MAX_FLOAT_TEXT = 1023 };

/* strtod, whatever the process's locale is. */
static double strtod_c(const char *text, char **end)
{
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0); /* the static one: nothing to free */

	return strtod_l(text, end, c);
}

int mcfg_value_parse_float(struct value_scan *scan, double *value)
{
	char text[MAX_FLOAT_TEXT + 1];
	size_t sign = value_peek(scan) == '-' || value_peek(scan) == '+';
	char first = scan->len > sign ? scan->text[sign] : '\0';
	char *end;
	double real;

	if (scan->len == 0)
		return mcfg_value_fail(scan, -EINVAL, 0, 0, "a number is missing");
	if (scan->len > MAX_FLOAT_TEXT)
		return mcfg_value_fail(scan, -ERANGE, 0, scan->len, "this number is too long");
	/* Neither blanks nor the words inf and nan. */
	if (mcfg_value_digit(first, 10) == 10 && first != '.')
		return mcfg_value_fail(scan, -EINVAL, sign, scan->len, "this is not a number");

	memcpy(text, scan->text, scan->len);
	text[scan->len] = '\0';
	errno = 0;
	real = strtod_c(text, &end);
	if (end != text + scan->len)
		return mcfg_value_fail(scan, -EINVAL, (size_t)(end - text), scan->len,
		                       "this does not belong to a number");
	if (errno == ERANGE && (isinf(real) || real == 0))
		return mcfg_value_fail(scan, -ERANGE, 0, scan->len,
		                       isinf(real) ? "this number is too large for a float"
		                                   : "this number is too close to 0 for a float");
	*value = real;
	return 0;
}

/* Puts a dot where printf wrote the locale's decimal point, of whatever bytes that is. */
static void use_dot(char *text)
{
	static const char numeric[] = "0123456789+-einfa";
	char *point = text + strspn(text, numeric);
	char *rest = point + strcspn(point, numeric);

	if (point == rest)
		return;
	*point = '.';
	memmove(point + 1, rest, strlen(rest) + 1);
}

size_t mcfg_value_print_float(double value, char *text, size_t size)
{
	char digits[64];

	for (int precision = 1; precision <= 17; precision++) {
		snprintf(digits, sizeof digits, "%.*g", precision, value);
		use_dot(digits);
		if (strtod_c(digits, NULL) == value)
			break;
	}
	return (size_t)snprintf(text, size, "%s", digits);
}
