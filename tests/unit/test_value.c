/* Values: what is read, what is refused and where, and that printing and reading agree. */
#include <errno.h>
#include <locale.h>
#include <mcfg/value.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define N(array) (sizeof(array) / sizeof *(array))

struct good {
	enum mcfg_type type;
	const char *text;
	const char *printed; /* null: as it was read */
};

static const struct good goods[] = {
	{ MCFG_STRING, "", NULL },
	{ MCFG_STRING, "two words, \xc3\xa9", NULL },
	{ MCFG_PATH, "a/b", NULL },

	{ MCFG_INT, "0", NULL },
	{ MCFG_INT, "-0", "0" },
	{ MCFG_INT, "007", "7" },
	{ MCFG_INT, "1_000_000", "1000000" },
	{ MCFG_INT, "0xfF", "255" },
	{ MCFG_INT, "-0x10", "-16" },
	{ MCFG_INT, "0o17", "15" },
	{ MCFG_INT, "0b101", "5" },
	{ MCFG_INT, "9223372036854775807", NULL },
	{ MCFG_INT, "-9223372036854775808", NULL },

	{ MCFG_BOOL, "true", NULL },
	{ MCFG_BOOL, "yes", "true" },
	{ MCFG_BOOL, "on", "true" },
	{ MCFG_BOOL, "1", "true" },
	{ MCFG_BOOL, "false", NULL },
	{ MCFG_BOOL, "no", "false" },
	{ MCFG_BOOL, "off", "false" },
	{ MCFG_BOOL, "0", "false" },

	{ MCFG_FLOAT, "1.5", NULL },
	{ MCFG_FLOAT, "-0.1", NULL },
	{ MCFG_FLOAT, ".5", "0.5" },
	{ MCFG_FLOAT, "5.", "5" },
	{ MCFG_FLOAT, "1e3", "1e+03" },
	{ MCFG_FLOAT, "0x1p-2", "0.25" },
	{ MCFG_FLOAT, "0.30000000000000004", NULL },
	{ MCFG_FLOAT, "1.7976931348623157e+308", NULL },
	{ MCFG_FLOAT, "4.9406564584124654e-324", "5e-324" },
	{ MCFG_FLOAT, "-0", NULL },

	{ MCFG_PORT, "0", NULL },
	{ MCFG_PORT, "65535", NULL },
	{ MCFG_PORT, "0x50", "80" },

	{ MCFG_IPV4_ADDR, "0.0.0.0", NULL },
	{ MCFG_IPV4_ADDR, "255.255.255.255", NULL },

	{ MCFG_IPV6_ADDR, "::", NULL },
	{ MCFG_IPV6_ADDR, "::1", NULL },
	{ MCFG_IPV6_ADDR, "1::", NULL },
	{ MCFG_IPV6_ADDR, "2001:DB8:0:0:0:0:0:1", "2001:db8::1" },
	{ MCFG_IPV6_ADDR, "2001:db8:0:1:1:1:1:1", NULL },
	{ MCFG_IPV6_ADDR, "2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1" },
	{ MCFG_IPV6_ADDR, "2001:0:0:1:0:0:0:1", "2001:0:0:1::1" },
	{ MCFG_IPV6_ADDR, "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1" },
	{ MCFG_IPV6_ADDR, "1:2:3:4:5:6:7:8", NULL },
	{ MCFG_IPV6_ADDR, "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0" },
	{ MCFG_IPV6_ADDR, "::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8" },
	{ MCFG_IPV6_ADDR, "::ffff:192.0.2.1", NULL },
	{ MCFG_IPV6_ADDR, "::ffff:c000:201", "::ffff:192.0.2.1" },
	{ MCFG_IPV6_ADDR, "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304" },
	{ MCFG_IPV6_ADDR, "::1.2.3.4", "::102:304" },

	{ MCFG_CIDR, "10.0.0.2/24", NULL },
	{ MCFG_CIDR, "0.0.0.0/0", NULL },
	{ MCFG_CIDR, "10.0.0.2/32", NULL },
	{ MCFG_CIDR6, "fe80::1/64", NULL },
	{ MCFG_CIDR6, "::/0", NULL },
	{ MCFG_CIDR6, "::1/128", NULL },

	{ MCFG_MAC, "02:00:5e:10:00:0A", "02:00:5e:10:00:0a" },
	{ MCFG_MAC, "02-00-5e-10-00-0a", "02:00:5e:10:00:0a" },

	{ MCFG_DURATION, "0", "0s" },
	{ MCFG_DURATION, "1ns", NULL },
	{ MCFG_DURATION, "1500ns", "1.5us" },
	{ MCFG_DURATION, "1.5s", NULL },
	{ MCFG_DURATION, "1.000000001s", NULL },
	{ MCFG_DURATION, "90s", "1m30s" },
	{ MCFG_DURATION, "1h30m", NULL },
	{ MCFG_DURATION, "1.5h", "1h30m" },
	{ MCFG_DURATION, "1d0.25s", "1d250ms" },
	{ MCFG_DURATION, "0.1m", "6s" },
	{ MCFG_DURATION, "1_000ms", "1s" },
	{ MCFG_DURATION, "18446744073709551615ns", "213503d23h34m33.709551615s" },

	{ MCFG_SIZE, "0", "0B" },
	{ MCFG_SIZE, "0B", NULL },
	{ MCFG_SIZE, "4096", "4KiB" },
	{ MCFG_SIZE, "0x1000", "4KiB" },
	{ MCFG_SIZE, "1.5MiB", "1536KiB" },
	{ MCFG_SIZE, "1.5kB", "1500B" },
	{ MCFG_SIZE, "2TB", "1953125000KiB" },
	{ MCFG_SIZE, "3MB", NULL },
	{ MCFG_SIZE, "0.0000000000009094947017729282379150390625TiB", "1B" },
	{ MCFG_SIZE, "18446744073709551615B", NULL },
	{ MCFG_SIZE, "16777215TiB", NULL },
};

static void reads_and_prints(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(goods); i++) {
		const struct good *good = &goods[i];
		const char *expected = good->printed ? good->printed : good->text;
		struct mcfg_value_error error = { .what = "" };
		union mcfg_value value, again;
		char text[128];
		size_t len;

		if (mcfg_value_parse(good->type, good->text, strlen(good->text), &value, &error))
			fail_msg("%s: %s", good->text, error.what);
		len = mcfg_value_print(good->type, &value, text, sizeof text);
		assert_string_equal(text, expected);
		assert_int_equal(len, strlen(expected));
		assert_int_equal(mcfg_value_parse(good->type, text, len, &again, NULL), 0);
		assert_int_equal(mcfg_value_compare(good->type, &value, &again), 0);
	}
}

struct bad {
	enum mcfg_type type;
	const char *text;
	int error;
	size_t at, len;
	const char *what; /* a part of it */
};

static const struct bad bads[] = {
	{ MCFG_PATH, "", EINVAL, 0, 0, "not empty" },

	{ MCFG_INT, "", EINVAL, 0, 0, "missing" },
	{ MCFG_INT, "-", EINVAL, 1, 0, "digit is missing" },
	{ MCFG_INT, "+1", EINVAL, 0, 1, "digit" },
	{ MCFG_INT, " 1", EINVAL, 0, 1, "digit" },
	{ MCFG_INT, "1 ", EINVAL, 1, 1, "does not belong" },
	{ MCFG_INT, "12a4", EINVAL, 2, 2, "does not belong" },
	{ MCFG_INT, "1__0", EINVAL, 2, 1, "digit is missing" },
	{ MCFG_INT, "1_", EINVAL, 2, 0, "digit is missing" },
	{ MCFG_INT, "0x", EINVAL, 2, 0, "digit is missing" },
	{ MCFG_INT, "0b12", EINVAL, 3, 1, "does not belong" },
	{ MCFG_INT, "9223372036854775808", ERANGE, 0, 19, "an int is" },
	{ MCFG_INT, "-9223372036854775809", ERANGE, 0, 20, "an int is" },
	{ MCFG_INT, "99999999999999999999999", ERANGE, 0, 23, "an int is" },
	{ MCFG_INT, "99999999999999999999999x", EINVAL, 23, 1, "does not belong" },

	{ MCFG_BOOL, "TRUE", EINVAL, 0, 4, "true or false" },
	{ MCFG_BOOL, "", EINVAL, 0, 0, "true or false" },

	{ MCFG_FLOAT, "", EINVAL, 0, 0, "missing" },
	{ MCFG_FLOAT, " 1", EINVAL, 0, 2, "not a number" },
	{ MCFG_FLOAT, "inf", EINVAL, 0, 3, "not a number" },
	{ MCFG_FLOAT, "-nan", EINVAL, 1, 3, "not a number" },
	{ MCFG_FLOAT, "1,5", EINVAL, 1, 2, "does not belong" },
	{ MCFG_FLOAT, ".", EINVAL, 0, 1, "does not belong" },
	{ MCFG_FLOAT, "1e999", ERANGE, 0, 5, "too large" },
	{ MCFG_FLOAT, "1e-999", ERANGE, 0, 6, "too close" },

	{ MCFG_PORT, "65536", ERANGE, 0, 5, "0 to 65535" },
	{ MCFG_PORT, "-1", ERANGE, 0, 2, "0 to 65535" },
	{ MCFG_PORT, "http", EINVAL, 0, 1, "digit" },

	{ MCFG_IPV4_ADDR, "", EINVAL, 0, 0, "four numbers" },
	{ MCFG_IPV4_ADDR, "10.0.0", EINVAL, 6, 0, "four numbers" },
	{ MCFG_IPV4_ADDR, "10.0.0.256", ERANGE, 7, 3, "at most 255" },
	{ MCFG_IPV4_ADDR, "10.0.00.1", EINVAL, 5, 2, "leading zeros" },
	{ MCFG_IPV4_ADDR, "10..0.1", EINVAL, 3, 1, "four numbers" },
	{ MCFG_IPV4_ADDR, "10.0.0.1.2", EINVAL, 8, 2, "does not belong" },
	{ MCFG_IPV4_ADDR, "10.0.0.99999999999999999999", ERANGE, 7, 20, "at most 255" },

	{ MCFG_IPV6_ADDR, "", EINVAL, 0, 0, "eight groups" },
	{ MCFG_IPV6_ADDR, ":", EINVAL, 0, 1, "eight groups" },
	{ MCFG_IPV6_ADDR, "1:2", EINVAL, 0, 3, "eight groups" },
	{ MCFG_IPV6_ADDR, "1::2::3", EINVAL, 4, 2, "one ::" },
	{ MCFG_IPV6_ADDR, "1:::2", EINVAL, 3, 2, "does not belong" },
	{ MCFG_IPV6_ADDR, "12345::", EINVAL, 0, 5, "at most four digits" },
	{ MCFG_IPV6_ADDR, "1:2:3:4:5:6:7:8:9", EINVAL, 16, 1, "at most eight groups" },
	{ MCFG_IPV6_ADDR, "1:2:3:4:5:6:7:8::", EINVAL, 0, 17, "no group" },
	{ MCFG_IPV6_ADDR, "1:2:3:4:5:6:7:1.2.3.4", EINVAL, 15, 6, "does not belong" },
	{ MCFG_IPV6_ADDR, "::1.2.3.256", ERANGE, 8, 3, "at most 255" },
	{ MCFG_IPV6_ADDR, "fe80::1%eth0", EINVAL, 7, 5, "does not belong" },

	{ MCFG_CIDR, "10.0.0.2", EINVAL, 8, 0, "missing" },
	{ MCFG_CIDR, "10.0.0.2:24", EINVAL, 8, 3, "belong here" },
	{ MCFG_CIDR, "10.0.0.2/", EINVAL, 9, 0, "is a number" },
	{ MCFG_CIDR, "10.0.0.2/33", ERANGE, 9, 2, "at most 32" },
	{ MCFG_CIDR, "10.0.0.2/024", EINVAL, 9, 3, "leading zeros" },
	{ MCFG_CIDR, "10.0.0.2/24x", EINVAL, 9, 3, "is a number" },
	{ MCFG_CIDR6, "::1/129", ERANGE, 4, 3, "at most 128" },
	{ MCFG_CIDR6, "::1/99999999999999999999", ERANGE, 4, 20, "at most 128" },

	{ MCFG_MAC, "", EINVAL, 0, 0, "six pairs" },
	{ MCFG_MAC, "02:00:5e:10:00", EINVAL, 14, 0, "six pairs" },
	{ MCFG_MAC, "02:00-5e:10:00:01", EINVAL, 5, 1, "six pairs" },
	{ MCFG_MAC, "02:00:5g:10:00:01", EINVAL, 7, 1, "six pairs" },
	{ MCFG_MAC, "020:0:5e:10:00:01", EINVAL, 2, 1, "six pairs" },
	{ MCFG_MAC, "02:00:5e:10:00:01:02", EINVAL, 17, 3, "six pairs" },

	{ MCFG_DURATION, "", EINVAL, 0, 0, "missing" },
	{ MCFG_DURATION, "10", EINVAL, 2, 0, "has a unit" },
	{ MCFG_DURATION, "10x", EINVAL, 2, 1, "has a unit" },
	{ MCFG_DURATION, "1h30", EINVAL, 4, 0, "has a unit" },
	{ MCFG_DURATION, "30m1h", EINVAL, 4, 1, "largest to the smallest" },
	{ MCFG_DURATION, "1s1s", EINVAL, 3, 1, "largest to the smallest" },
	{ MCFG_DURATION, "-1s", ERANGE, 0, 1, "negative" },
	{ MCFG_DURATION, "1.s", EINVAL, 2, 1, "digit" },
	{ MCFG_DURATION, "1.5ns", ERANGE, 0, 5, "whole number of nanoseconds" },
	{ MCFG_DURATION, "1h0.0000000001s", ERANGE, 2, 13, "whole number of nanoseconds" },
	{ MCFG_DURATION, "213504d", ERANGE, 0, 7, "too large" },
	{ MCFG_DURATION, "213503d24h", ERANGE, 7, 3, "too large" },
	{ MCFG_DURATION, "18446744073709551616ns", ERANGE, 0, 20, "too large" },

	{ MCFG_SIZE, "", EINVAL, 0, 0, "missing" },
	{ MCFG_SIZE, "-1", ERANGE, 0, 1, "negative" },
	{ MCFG_SIZE, "1K", EINVAL, 1, 1, "unit of a size" },
	{ MCFG_SIZE, "1MiBs", EINVAL, 1, 4, "unit of a size" },
	{ MCFG_SIZE, "1MiB2B", EINVAL, 4, 2, "unit of a size" },
	{ MCFG_SIZE, "0x1.5", EINVAL, 3, 2, "unit of a size" },
	{ MCFG_SIZE, "0.5", ERANGE, 0, 3, "whole number of bytes" },
	{ MCFG_SIZE, "16777216TiB", ERANGE, 0, 11, "too large" },
};

static void refuses_at_the_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < N(bads); i++) {
		const struct bad *bad = &bads[i];
		struct mcfg_value_error error = { .what = "" };
		union mcfg_value value;
		size_t len = strlen(bad->text);

		if (mcfg_value_parse(bad->type, bad->text, len, &value, &error) != -bad->error)
			fail_msg("'%s' is not refused so: %s", bad->text, error.what);
		if (error.at != bad->at || error.len != bad->len || !strstr(error.what, bad->what))
			fail_msg("'%s': [%zu, +%zu) %s", bad->text, error.at, error.len,
			         error.what);
		assert_true(error.at + error.len <= len);
	}
}

static void refuses_a_nul_byte(void **state)
{
	struct mcfg_value_error error;
	union mcfg_value value;

	(void)state;
	for (unsigned type = 0; type < MCFG_ENUM; type++)
		assert_int_equal(mcfg_value_parse((enum mcfg_type)type, "1\0s", 3, &value, NULL),
		                 -EINVAL);
	assert_int_equal(mcfg_value_parse(MCFG_STRING, "1\0s", 3, &value, &error), -EINVAL);
	assert_int_equal(error.at, 1);
	assert_int_equal(error.len, 1);
}

/* A text need not end where its bytes do, except for the types that keep it. */
static void reads_len_bytes_only(void **state)
{
	union mcfg_value value;

	(void)state;
	assert_int_equal(mcfg_value_parse(MCFG_FLOAT, "1.25e9", 4, &value, NULL), 0);
	assert_true(value.real == 1.25);
	assert_int_equal(mcfg_value_parse(MCFG_INT, "1234", 2, &value, NULL), 0);
	assert_int_equal(value.integer, 12);
}

static void bounds_the_length_of_a_float(void **state)
{
	static char digits[5000];
	union mcfg_value value;

	(void)state;
	memset(digits, '1', sizeof digits - 1);
	assert_int_equal(mcfg_value_parse(MCFG_FLOAT, digits, sizeof digits - 1, &value, NULL),
	                 -ERANGE);
	memset(digits, '0', 1023);
	digits[1022] = '7';
	assert_int_equal(mcfg_value_parse(MCFG_FLOAT, digits, 1023, &value, NULL), 0);
	assert_true(value.real == 7);
}

/* Says the same under any locale; under one with a decimal comma where the machine has it. */
static void ignores_the_locale(void **state)
{
	union mcfg_value value;
	char text[32];

	(void)state;
	if (!setlocale(LC_ALL, "de_DE.UTF-8"))
		setlocale(LC_ALL, "C.UTF-8");
	assert_int_equal(mcfg_value_parse(MCFG_FLOAT, "1.5", 3, &value, NULL), 0);
	assert_true(value.real == 1.5);
	mcfg_value_print(MCFG_FLOAT, &value, text, sizeof text);
	assert_string_equal(text, "1.5");
	setlocale(LC_ALL, "C");
}

static void names_of_an_enumeration(void **state)
{
	static const char *const names[] = { "fast", "very_safe", "very" };
	struct mcfg_value_error error;
	union mcfg_value value;

	(void)state;
	assert_int_equal(mcfg_enum_parse(names, 3, "very-safe", 9, &value, &error), 0);
	assert_int_equal(value.tag, 1);
	assert_int_equal(mcfg_enum_parse(names, 3, "very_safe", 4, &value, &error), 0);
	assert_int_equal(value.tag, 2);
	assert_int_equal(mcfg_enum_parse(names, 3, "ver", 3, &value, &error), -EINVAL);
	assert_int_equal(error.len, 3);
	assert_int_equal(mcfg_enum_parse(names, 3, "", 0, &value, &error), -EINVAL);
	assert_int_equal(mcfg_enum_parse(names, 0, "fast", 4, &value, &error), -EINVAL);
}

static int order(enum mcfg_type type, const char *a, const char *b)
{
	union mcfg_value left, right;

	assert_int_equal(mcfg_value_parse(type, a, strlen(a), &left, NULL), 0);
	assert_int_equal(mcfg_value_parse(type, b, strlen(b), &right, NULL), 0);
	return mcfg_value_compare(type, &left, &right);
}

static void orders(void **state)
{
	static const struct {
		enum mcfg_type type;
		const char *less, *more;
	} pairs[] = {
		{ MCFG_STRING, "abc", "abd" },
		{ MCFG_INT, "-9223372036854775808", "9223372036854775807" },
		{ MCFG_BOOL, "no", "yes" },
		{ MCFG_FLOAT, "-1.5", "0.5" },
		{ MCFG_PORT, "80", "443" },
		{ MCFG_IPV4_ADDR, "9.0.0.0", "10.0.0.0" },
		{ MCFG_IPV6_ADDR, "::ff", "::100" },
		{ MCFG_CIDR, "10.0.0.0/8", "10.0.0.0/24" },
		{ MCFG_CIDR6, "::1/128", "::2/64" },
		{ MCFG_MAC, "02:00:00:00:00:ff", "02:00:00:00:01:00" },
		{ MCFG_DURATION, "59m", "1h" },
		{ MCFG_SIZE, "1MB", "1MiB" },
	};

	(void)state;
	for (size_t i = 0; i < N(pairs); i++) {
		assert_true(order(pairs[i].type, pairs[i].less, pairs[i].more) < 0);
		assert_true(order(pairs[i].type, pairs[i].more, pairs[i].less) > 0);
		assert_int_equal(order(pairs[i].type, pairs[i].less, pairs[i].less), 0);
	}
}

/* Printing into too little room writes what fits, and says how much it would have been. */
static void prints_into_little_room(void **state)
{
	union mcfg_value value = { .cidr = { { { 10, 0, 0, 2 } }, 24 } };
	char text[6];

	(void)state;
	assert_int_equal(mcfg_value_print(MCFG_CIDR, &value, text, sizeof text), 11);
	assert_string_equal(text, "10.0.");
	assert_int_equal(mcfg_value_print(MCFG_CIDR, &value, NULL, 0), 11);
}

static void names_the_types(void **state)
{
	(void)state;
	assert_string_equal(mcfg_type_name(MCFG_STRING), "string");
	assert_string_equal(mcfg_type_name(MCFG_CIDR6), "cidr6");
	assert_string_equal(mcfg_type_name(MCFG_ENUM), "enum");
}

/* Every duration and size that is printed is read back; spread over the whole range. */
static void reads_back_what_it_prints(void **state)
{
	uint64_t number = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		enum mcfg_type type = i & 1 ? MCFG_SIZE : MCFG_DURATION;
		union mcfg_value value = { .duration_ns = number >> (i / 2 % 64) }, again;
		char text[128];
		size_t len = mcfg_value_print(type, &value, text, sizeof text);

		assert_int_equal(mcfg_value_parse(type, text, len, &again, NULL), 0);
		assert_int_equal(mcfg_value_compare(type, &value, &again), 0);
		number = number * 6364136223846793005 + 1442695040888963407;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_prints),
		cmocka_unit_test(refuses_at_the_place),
		cmocka_unit_test(refuses_a_nul_byte),
		cmocka_unit_test(reads_len_bytes_only),
		cmocka_unit_test(bounds_the_length_of_a_float),
		cmocka_unit_test(ignores_the_locale),
		cmocka_unit_test(names_of_an_enumeration),
		cmocka_unit_test(orders),
		cmocka_unit_test(prints_into_little_room),
		cmocka_unit_test(names_the_types),
		cmocka_unit_test(reads_back_what_it_prints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
