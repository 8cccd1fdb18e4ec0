/*
 * cmocka.h - as much of cmocka as the runtime's unit tests use, for architectures for which it is
 * not installed. A test that fails ends its program.
 */
#ifndef STAND_IN_CMOCKA_H
#define STAND_IN_CMOCKA_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct CMUnitTest {
	const char *name;
	void (*run)(void **state);
	int (*setup)(void **state), (*teardown)(void **state);
};

#define cmocka_unit_test(f)       \
	{                         \
#f, f, NULL, NULL \
	}
#define cmocka_unit_test_setup(f, up) \
	{                             \
#f, f, up, NULL       \
	}
#define cmocka_unit_test_setup_teardown(f, up, down) \
	{                                            \
#f, f, up, down                      \
	}

#define fail_msg(...)                                           \
	do {                                                    \
		fprintf(stderr, "%s:%d: ", __FILE__, __LINE__); \
		fprintf(stderr, __VA_ARGS__);                   \
		fputc('\n', stderr);                            \
		exit(1);                                        \
	} while (0)

#define assert_true(condition)                      \
	do {                                        \
		if (!(condition))                   \
			fail_msg("%s", #condition); \
	} while (0)

#define assert_false(condition)             assert_true(!(condition))
#define assert_null(pointer)                assert_true((pointer) == NULL)
#define assert_ptr_equal(a, b)              assert_true((a) == (b))
#define assert_in_range(value, least, most) assert_true((value) >= (least) && (value) <= (most))
#define assert_memory_equal(a, b, len)      assert_true(memcmp((a), (b), (len)) == 0)
#define assert_memory_not_equal(a, b, len)  assert_true(memcmp((a), (b), (len)) != 0)
#define assert_non_null(pointer)            assert_true((pointer) != NULL)

#define assert_int_equal(a, b)                                                         \
	do {                                                                           \
		intmax_t left_int = (intmax_t)(a), right_int = (intmax_t)(b);          \
		if (left_int != right_int)                                             \
			fail_msg("%s is %jd, %s is %jd", #a, left_int, #b, right_int); \
	} while (0)

#define assert_string_equal(a, b)                                                \
	do {                                                                     \
		const char *left_text = (a), *right_text = (b);                  \
		if (strcmp(left_text, right_text) != 0)                          \
			fail_msg("\"%s\" is not \"%s\"", left_text, right_text); \
	} while (0)

static inline int run_tests(const struct CMUnitTest *tests, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		void *state = NULL;

		if (tests[i].setup && tests[i].setup(&state))
			fail_msg("%s: its setup", tests[i].name);
		tests[i].run(&state);
		if (tests[i].teardown && tests[i].teardown(&state))
			fail_msg("%s: its teardown", tests[i].name);
		printf("ok %s\n", tests[i].name);
		fflush(stdout);
	}
	return 0;
}

#define cmocka_run_group_tests(tests, up, down) run_tests(tests, sizeof(tests) / sizeof *(tests))

#endif
