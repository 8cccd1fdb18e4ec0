/* ARM's real time clock, carried on by a counter: both are made up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MCFG_ARM64_CPU_H

static uint32_t shown;
static uint64_t counted_ns;

static uint32_t mmio_read32(uintptr_t at)
{
	assert_int_equal(at, 0x9010000);
	return shown;
}

#include "arch/arm64/pl031.c"

uint64_t mcfg_counter_ns(void)
{
	return counted_ns;
}

static struct devicetree devices;

static int begin(void **state)
{
	(void)state;
	memset(&devices, 0, sizeof devices);
	devices.rtc.at = 0x9010000;
	devices.rtc.bytes = 0x1000;
	started = started_ns = 0;
	return 0;
}

static void it_goes_on_by_the_counter(void **state)
{
	int64_t seconds;
	uint32_t nanoseconds;

	(void)state;
	shown = 1700000000;
	counted_ns = 5;
	mcfg_pl031_open(&devices);
	assert_int_equal(mcfg_pl031_wall(&seconds, &nanoseconds), 0);
	assert_int_equal(seconds, 1700000000);
	assert_int_equal(nanoseconds, 0);
	shown = 0; /* it is not looked at again */
	counted_ns = 5 + 2999999999;
	assert_int_equal(mcfg_pl031_wall(&seconds, &nanoseconds), 0);
	assert_int_equal(seconds, 1700000002);
	assert_int_equal(nanoseconds, 999999999);
}

/* It has 32 bits: its last second is in 2106, and what follows is not in 1970. */
static void its_last_second_is_followed_by_others(void **state)
{
	int64_t seconds;
	uint32_t nanoseconds;

	(void)state;
	shown = UINT32_MAX;
	counted_ns = 0;
	mcfg_pl031_open(&devices);
	counted_ns = UINT64_C(1000000000);
	assert_int_equal(mcfg_pl031_wall(&seconds, &nanoseconds), 0);
	assert_int_equal(seconds, INT64_C(1) << 32);
}

static void there_may_be_none(void **state)
{
	int64_t seconds;
	uint32_t nanoseconds;

	(void)state;
	devices.rtc.bytes = 0;
	mcfg_pl031_open(&devices);
	assert_int_equal(mcfg_pl031_wall(&seconds, &nanoseconds), -ENODEV);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(it_goes_on_by_the_counter, begin),
		cmocka_unit_test_setup(its_last_second_is_followed_by_others, begin),
		cmocka_unit_test_setup(there_may_be_none, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
