/* The arithmetic of Xen's clocks, and pages that change while they are read. */
#include "platform/xen/clock.c"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

static struct vcpu_time_info page;
static uint64_t ticks;
static unsigned n_counted, changes;

/* Reading the counter is where the page may change: it is, `changes` times. */
static uint64_t counter(void)
{
	n_counted++;
	if (changes > 0) {
		changes--;
		page.version += 2;
		page.system_time += 1000;
	}
	return ticks;
}

static int clear(void **state)
{
	(void)state;
	memset(&page, 0, sizeof page);
	page.version = 2;
	page.tsc_to_system_mul = UINT32_C(1) << 31; /* half: 2 GHz */
	n_counted = changes = 0;
	return 0;
}

static void scales(void **state)
{
	(void)state;
	assert_int_equal(xen_clock_scale(0, UINT32_MAX, 0), 0);
	assert_int_equal(xen_clock_scale(2000000000, UINT32_C(1) << 31, 0), 1000000000);
	assert_int_equal(xen_clock_scale(1000, UINT32_C(1) << 31, 1), 1000);
	assert_int_equal(xen_clock_scale(4000, UINT32_C(1) << 31, -2), 500);
	/* 3.7 GHz, as Xen scales it, for thirty years: no overflow, and right to 1e-9. */
	assert_in_range(xen_clock_scale(UINT64_C(3700000000) * 946080000, 2321603943, -1) /
	                    946080000,
	                999999999, 1000000000);
	/* Nonsense is some number, without anything undefined. */
	assert_int_equal(xen_clock_scale(UINT64_MAX, UINT32_MAX, 127), 0);
	assert_int_equal(xen_clock_scale(UINT64_MAX, UINT32_MAX, -128), 0);
	xen_clock_scale(UINT64_MAX, UINT32_MAX, 63);
	xen_clock_scale(UINT64_MAX, UINT32_MAX, -63);
}

static void the_time_is_what_the_page_says(void **state)
{
	(void)state;
	page.tsc_timestamp = 1000;
	page.system_time = 5000;
	ticks = 3000;
	assert_int_equal(xen_clock_now_ns(&page, counter), 6000);
	assert_int_equal(n_counted, 1);
	ticks = 999; /* behind the page */
	assert_int_equal(xen_clock_now_ns(&page, counter), 5000);
}

static void a_page_that_changes_is_read_again(void **state)
{
	(void)state;
	changes = 3;
	ticks = 0;
	assert_int_equal(xen_clock_now_ns(&page, counter), 3000);
	assert_int_equal(n_counted, 4);
}

/* An odd version is being written; the next one ends it. */
static void a_page_that_is_written_is_not_believed(void **state)
{
	(void)state;
	page.version = 3;
	assert_true(changed(&page.version, 3));
	page.version = 4;
	assert_true(changed(&page.version, 2));
	assert_false(changed(&page.version, 4));
}

static void the_wall_clock(void **state)
{
	static struct shared_info shared;
	uint64_t seconds;
	uint32_t nanoseconds;

	(void)state;
	assert_int_equal(xen_clock_wall_base(&shared, &seconds, &nanoseconds), -ENODATA);
	shared.wc_version = 6;
	shared.wc_sec = 0x10;
	shared.wc_sec_hi = 1;
	shared.wc_nsec = 999999999;
	assert_int_equal(xen_clock_wall_base(&shared, &seconds, &nanoseconds), 0);
	assert_true(seconds == UINT64_C(0x100000010));
	assert_int_equal(nanoseconds, 999999999);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(scales, clear),
		cmocka_unit_test_setup(the_time_is_what_the_page_says, clear),
		cmocka_unit_test_setup(a_page_that_changes_is_read_again, clear),
		cmocka_unit_test_setup(a_page_that_is_written_is_not_believed, clear),
		cmocka_unit_test_setup(the_wall_clock, clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
