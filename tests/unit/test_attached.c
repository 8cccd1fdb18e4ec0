/* Which one of its kind something attached is. */
#include <mcfg/attached.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

const struct mcfg_attached mcfg_attached[] = {
	{ "disk", "a.img" }, { "network", "0" }, { "disk", "b.img" }, { "network", "" },
	{ "disk", "a.img" }, { "network", "" },  { NULL, NULL },
};

static void test_places(void **state)
{
	(void)state;
	assert_int_equal(mcfg_attached_place("disk", "a.img"), 0);
	assert_int_equal(mcfg_attached_place("disk", "b.img"), 1);
	assert_int_equal(mcfg_attached_place("network", "0"), 0);
	assert_int_equal(mcfg_attached_place("network", ""), 1);
}

static void test_nothing(void **state)
{
	(void)state;
	assert_int_equal(mcfg_attached_place("disk", "0"), -1);
	assert_int_equal(mcfg_attached_place("disk", "a.im"), -1);
	assert_int_equal(mcfg_attached_place("tape", "a.img"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
