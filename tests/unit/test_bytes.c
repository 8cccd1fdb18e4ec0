/* Checksums and byte order, against published values; and the command line of a guest. */
#include <errno.h>
#include <mcfg/checksum.h>
#include <mcfg/cmdline.h>
#include <mcfg/endian.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- byte order ------------------------------------------------------------------------------ */

static void numbers_lie_as_said(void **state)
{
	static const uint8_t bytes[] = { 0, 0x81, 2, 3, 4, 5, 6, 7, 0x88 };
	uint8_t copy[9] = { 0 };

	(void)state;
	assert_int_equal(mcfg_get_be16(bytes + 1), 0x8102);
	assert_int_equal(mcfg_get_le16(bytes + 1), 0x0281);
	assert_int_equal(mcfg_get_be32(bytes + 1), 0x81020304);
	assert_int_equal(mcfg_get_le32(bytes + 1), 0x04030281);
	assert_true(mcfg_get_be64(bytes + 1) == UINT64_C(0x8102030405060788));
	assert_true(mcfg_get_le64(bytes + 1) == UINT64_C(0x8807060504030281));
	mcfg_put_be64(copy + 1, UINT64_C(0x8102030405060788));
	assert_memory_equal(copy, bytes, 9);
	mcfg_put_le64(copy + 1, UINT64_C(0x8807060504030281));
	assert_memory_equal(copy, bytes, 9);
}

/* ---- checksums ------------------------------------------------------------------------------- */

/* The example of RFC 1071, section 3; and an IPv4 header whose checksum (b861) is in it. */
static void internet_checksums(void **state)
{
	static const uint8_t example[] = { 0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7 };
	static const uint8_t header[] = { 0x45, 0,    0,    0x73, 0, 0, 0x40, 0,    0x40, 0x11,
		                          0xb8, 0x61, 0xc0, 0xa8, 0, 1, 0xc0, 0xa8, 0,    0xc7 };
	uint8_t changed[20];

	(void)state;
	assert_int_equal(mcfg_sum_end(mcfg_sum(0, example, 8)), 0xffff - 0xddf2);
	assert_int_equal(mcfg_sum_end(mcfg_sum(mcfg_sum(0, example, 2), example + 2, 6)),
	                 0xffff - 0xddf2);
	assert_int_equal(mcfg_sum_end(mcfg_sum(0, header, 20)), 0);
	assert_int_equal(mcfg_sum_end(mcfg_sum(0, "\x12\x34\x56", 3)), 0xffff - 0x6834);
	memcpy(changed, header, 20);
	mcfg_put_be16(changed + 8, 0x3f11); /* one hop less */
	mcfg_put_be16(changed + 10, mcfg_sum_change(0xb861, 0x4011, 0x3f11));
	assert_int_equal(mcfg_sum_end(mcfg_sum(0, changed, 20)), 0);
}

/* Check values of the usual "123456789", and RFC 3720's 32 bytes of zeroes. */
static void cyclic_redundancy_checks(void **state)
{
	static const uint8_t zeroes[32];

	(void)state;
	assert_true(mcfg_crc32(0, "123456789", 9) == 0xcbf43926);
	assert_true(mcfg_crc32(mcfg_crc32(0, "1234", 4), "56789", 5) == 0xcbf43926);
	assert_true(mcfg_crc32c(0, "123456789", 9) == 0xe3069283);
	assert_true(mcfg_crc32c(0, zeroes, 32) == 0x8a9136aa);
	assert_true(mcfg_crc32(0, "", 0) == 0);
}

/* ---- command lines --------------------------------------------------------------------------- */

/* The words of a line, each in brackets. */
static const char *words_of(const char *text)
{
	static char shown[256];
	char line[256], *words[4];
	struct mcfg_value_error error;
	size_t n;
	int result;

	strcpy(line, text);
	result = mcfg_cmdline_split(line, words, 4, &n, &error);
	shown[0] = '\0';
	if (result == -E2BIG)
		return "too many";
	if (result) {
		shown[0] = (char)('0' + error.at);
		strcpy(shown + 1, error.what);
		return shown;
	}
	for (size_t i = 0; i < n; i++) {
		strcat(shown, "[");
		strcat(shown, words[i]);
		strcat(shown, "]");
	}
	return shown;
}

static void words_are_parted_and_unquoted(void **state)
{
	(void)state;
	assert_string_equal(words_of(""), "");
	assert_string_equal(words_of(" \t\n"), "");
	assert_string_equal(words_of("-- a b"), "[a][b]");
	assert_string_equal(words_of("  --  --a=1\t--b  2 \r\n"), "[--a=1][--b][2]");
	assert_string_equal(words_of("-- --hello='good  day'"), "[--hello=good  day]");
	assert_string_equal(words_of("-- 'it'\\''s'"), "[it's]");
	assert_string_equal(words_of("-- \"a \\\"b\\\" \\\\ \\c '\""), "[a \"b\" \\ \\c ']");
	assert_string_equal(words_of("-- 'a\\' b"), "[a\\][b]");
	assert_string_equal(words_of("-- a\\ b \\\"c"), "[a b][\"c]");
	assert_string_equal(words_of("-- \"\" ''"), "[][]");
	assert_string_equal(words_of("-- --"), "[--]");
}

static void foreign_words_are_left_out(void **state)
{
	(void)state;
	assert_string_equal(words_of("console=hvc0 --a=1 2 \"--b=x y\""), "[--a=1][--b=x y]");
	assert_string_equal(words_of("dev=4K@0x1:5 --not --ours -- --a"), "[--a]");
	assert_string_equal(words_of("a '--' b"), "[--]");
	assert_string_equal(words_of("-- 1 2 3 4"), "[1][2][3][4]");
	assert_string_equal(words_of("-- 1 2 3 4 5"), "too many");
	assert_string_equal(words_of("--1 --2 --3 --4 --5 -- a"), "[a]");
}

static void lines_can_be_wrong(void **state)
{
	(void)state;
	assert_string_equal(words_of("-- 'a"), "3this quote is not closed");
	assert_string_equal(words_of("-- a\"b\\\""), "4this quote is not closed");
	assert_string_equal(words_of("-- ab\\"), "5nothing follows this backslash");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_lie_as_said),
		cmocka_unit_test(internet_checksums),
		cmocka_unit_test(cyclic_redundancy_checks),
		cmocka_unit_test(words_are_parted_and_unquoted),
		cmocka_unit_test(foreign_words_are_left_out),
		cmocka_unit_test(lines_can_be_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
