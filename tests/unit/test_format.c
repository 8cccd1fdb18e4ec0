/* format_text against snprintf, whose short cut it is. */
#include "base/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static size_t ours(char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static size_t ours(char *out, size_t size, const char *format, ...)
{
	va_list args;
	size_t len;

	va_start(args, format);
	len = format_text(out, size, format, args);
	va_end(args);
	return len;
}

#define same(...)                                                          \
	do {                                                               \
		char a[32], b[32];                                         \
		for (size_t size = 1; size <= sizeof a; size++) {          \
			int len = snprintf(a, size, __VA_ARGS__);          \
			assert_int_equal(ours(b, size, __VA_ARGS__), len); \
			assert_string_equal(a, b);                         \
		}                                                          \
	} while (0)

static void plain_directives(void **state)
{
	(void)state;
	same("nothing to fill in");
	same("%s", "");
	same("%s and %s", "one", "another");
	same("%c%c%%", 'a', 'b');
	same("%d %d %d", 0, -1, 2147483647);
	same("%d", -2147483647 - 1);
	same("%u %zu", 4294967295u, (size_t)-1);
}

static void others_go_to_vsnprintf(void **state)
{
	(void)state;
	same("%5s|%-5s|%.2s", "abc", "abc", "abc");
	same("%04x %llu %ld", 255u, 18446744073709551615ull, -5l);
	same("%.3f", 1.5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_directives),
		cmocka_unit_test(others_go_to_vsnprintf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
