/* The clocks of a virtual PC, on a processor and a hypervisor that are made up: KVM's page, the
 * counter, the APIC's timer, the battery's clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- the machine, in place of the headers that reach a real one ------------------------------ */

#define MCFG_LEAF_H
#define MCFG_LEAF
#define MCFG_X86_CPUID_H
#define MCFG_X86_MSR_H
#define MCFG_X86_PORT_H

struct mcfg_cpuid {
	uint32_t eax, ebx, ecx, edx;
};

enum { APIC_HZ = 1000000000 };

static struct {
	uint64_t ticks, step; /* the counter, and what it goes on by when it is read */
	uint64_t hz;
	void (*on_cycles)(void);
	uint64_t timer_set_at; /* a value of the counter */
	uint32_t timer;        /* what the APIC's timer was set to then */
	bool kvm, invariant;
	struct mcfg_cpuid ratio; /* leaf 0x15 */
	uint32_t told_khz;       /* leaf 0x40000010 */
	uint64_t msr_time, msr_wall;
	unsigned char rtc[128];
	unsigned rtc_at, rtc_reads;
	void (*on_rtc)(void);
} pc;

static uint64_t mcfg_arch_cycles_of_pc(void)
{
	if (pc.on_cycles)
		pc.on_cycles();
	return pc.ticks += pc.step;
}

static struct mcfg_cpuid mcfg_cpuid(uint32_t leaf, uint32_t subleaf)
{
	(void)subleaf;
	switch (leaf) {
	case 0: return (struct mcfg_cpuid){ .eax = pc.ratio.eax ? 0x15 : 0xd };
	case 1: return (struct mcfg_cpuid){ .ecx = pc.kvm || pc.told_khz ? 1u << 31 : 0 };
	case 0x15: return pc.ratio;
	case 0x40000000:
		return (struct mcfg_cpuid){ .eax = pc.told_khz ? 0x40000010 : 0x40000001,
			                    .ebx = pc.kvm ? 0x4b4d564b : 0,
			                    .ecx = pc.kvm ? 0x564b4d56 : 0 };
	case 0x40000001: return (struct mcfg_cpuid){ .eax = 1 << 3 };
	case 0x40000010: return (struct mcfg_cpuid){ .eax = pc.told_khz };
	case 0x80000000: return (struct mcfg_cpuid){ .eax = 0x80000008 };
	case 0x80000007: return (struct mcfg_cpuid){ .edx = pc.invariant ? 1 << 8 : 0 };
	default: return (struct mcfg_cpuid){ 0 };
	}
}

static void mcfg_msr_write(uint32_t msr, uint64_t value)
{
	*(msr == 0x4b564d01 ? &pc.msr_time : &pc.msr_wall) = value;
}

static void mcfg_port_write(uint16_t port, uint8_t value)
{
	assert_int_equal(port, 0x70);
	pc.rtc_at = value;
}

static uint8_t mcfg_port_read(uint16_t port)
{
	assert_int_equal(port, 0x71);
	pc.rtc_reads++;
	if (pc.on_rtc)
		pc.on_rtc();
	return pc.rtc[pc.rtc_at];
}

#define mcfg_arch_cycles mcfg_arch_cycles_of_pc
#include "platform/virtio/x86_64/clock.c"
#define number rtc_number
#define read   rtc_read
#include "platform/virtio/x86_64/rtc.c"
#undef read
#undef number

/* It runs as fast as the counter says time passes. */
static uint64_t timer_ticks(void)
{
	return (uint64_t)((double)(pc.ticks - pc.timer_set_at) * APIC_HZ / (double)pc.hz);
}

void mcfg_apic_timer_set(uint32_t ticks)
{
	pc.timer = ticks;
	pc.timer_set_at = pc.ticks;
}

uint32_t mcfg_apic_timer_left(void)
{
	pc.ticks += pc.step;
	return timer_ticks() >= pc.timer ? 0 : pc.timer - (uint32_t)timer_ticks();
}

uint32_t mcfg_apic_timer_hz(void)
{
	return APIC_HZ;
}

static int begin(void **unused)
{
	(void)unused;
	memset(&pc, 0, sizeof pc);
	memset(&state, 0, sizeof state);
	memset((void *)(uintptr_t)&kvm_time, 0, sizeof kvm_time);
	pc.hz = UINT64_C(3000000000);
	pc.ticks = 1000;
	return 0;
}

/* ---- KVM's ----------------------------------------------------------------------------------- */

static void kvm_page(uint64_t stamp, uint64_t ns, uint32_t factor, int8_t shift)
{
	kvm_time.version += 2;
	kvm_time.stamp = stamp;
	kvm_time.ns = ns;
	kvm_time.factor = factor;
	kvm_time.shift = shift;
}

static void kvm_is_asked_for_its_page(void **unused)
{
	(void)unused;
	pc.kvm = true;
	mcfg_clock_init();
	assert_int_equal(pc.msr_time, (uintptr_t)&kvm_time | 1);
	assert_int_equal(pc.msr_wall, (uintptr_t)&kvm_wall);
	kvm_page(1000, 5000, UINT32_C(1) << 31, 0);
	pc.ticks = 3000;
	assert_int_equal(mcfg_platform_monotonic_ns(), 6000);
	assert_int_equal(mcfg_platform_monotonic_period_ns(), 1);
}

static void kvm_ticks_are_scaled(void **unused)
{
	(void)unused;
	pc.kvm = true;
	mcfg_clock_init();
	pc.ticks = 4000;
	kvm_page(0, 0, UINT32_C(1) << 31, -2);
	assert_int_equal(mcfg_platform_monotonic_ns(), 500);
	kvm_page(0, 0, UINT32_C(1) << 31, 1);
	assert_int_equal(mcfg_platform_monotonic_ns(), 4000);
	/* 3.7 GHz for ten years: nothing runs over, and a second is one, to 1e-9. */
	pc.ticks = UINT64_C(3700000000) * 315360000;
	kvm_page(0, 0, 2321603943, -1);
	assert_in_range(mcfg_platform_monotonic_ns() / 315360000, 999999999, 1000000000);
	/* A counter of another processor that is a little behind: not six centuries later. */
	pc.ticks = 999;
	kvm_page(1000, 5000, UINT32_MAX, 0);
	assert_int_equal(mcfg_platform_monotonic_ns(), 5000);
}

static unsigned changes;

static void change_page(void)
{
	if (changes == 0)
		return;
	changes--;
	kvm_page(pc.ticks, kvm_time.ns + 1000, UINT32_C(1) << 31, 0);
}

static void a_page_that_changes_is_read_again(void **unused)
{
	(void)unused;
	pc.kvm = true;
	mcfg_clock_init();
	kvm_page(pc.ticks, 0, UINT32_C(1) << 31, 0);
	changes = 3;
	pc.on_cycles = change_page;
	assert_int_equal(mcfg_platform_monotonic_ns(), 3000);
	assert_int_equal(changes, 0);
}

/* The hypervisor is at it, and ends with an even version. */
static void end_change(void)
{
	if (changes > 0 && --changes == 0) {
		kvm_time.ns = 7000;
		kvm_time.version++;
	}
}

static void a_page_that_is_being_written_is_not_believed(void **unused)
{
	(void)unused;
	pc.kvm = true;
	mcfg_clock_init();
	kvm_page(pc.ticks, 1, UINT32_C(1) << 31, 0);
	kvm_time.version++;
	changes = 5;
	pc.on_cycles = end_change;
	assert_int_equal(mcfg_platform_monotonic_ns(), 7000);
}

static void the_wall_clock_is_kvms(void **unused)
{
	int64_t seconds;
	uint32_t nanoseconds;

	(void)unused;
	pc.kvm = true;
	mcfg_clock_init();
	kvm_wall.seconds = 1700000000;
	kvm_wall.nanoseconds = 999999000;
	kvm_page(pc.ticks, 2500, 1, 0);
	assert_int_equal(mcfg_platform_wall(&seconds, &nanoseconds), 0);
	assert_int_equal(seconds, 1700000001);
	assert_int_equal(nanoseconds, 1500);
}

/* ---- the counter ----------------------------------------------------------------------------- */

static void the_counter_is_used_where_it_is_invariant(void **unused)
{
	(void)unused;
	pc.invariant = true;
	pc.ratio = (struct mcfg_cpuid){ .eax = 2, .ebx = 250, .ecx = 24000000 };
	mcfg_clock_init();
	assert_int_equal(state.hz, UINT64_C(3000000000));
	pc.ticks += 3 * UINT64_C(3000000000) + 3;
	assert_int_equal(mcfg_platform_monotonic_ns(), 3 * SEC(1) + 1);
	pc.ticks += UINT64_C(3000000000) * 86400 * 36500; /* a century */
	assert_in_range(mcfg_platform_monotonic_ns(), UINT64_C(3153600000) * SEC(1),
	                UINT64_C(3153600004) * SEC(1));
}

static void a_hypervisor_may_know_its_frequency(void **unused)
{
	(void)unused;
	pc.invariant = true;
	pc.told_khz = 2400000;
	pc.ratio = (struct mcfg_cpuid){ .eax = 2, .ebx = 250, .ecx = 24000000 };
	mcfg_clock_init();
	assert_int_equal(state.hz, UINT64_C(2400000000));
}

/* The processor knows the ratio, but not of what; or says nothing at all. */
static void else_it_is_measured(void **unused)
{
	static const struct mcfg_cpuid ratios[] = { { .eax = 2, .ebx = 250 }, { 0 } };

	(void)unused;
	for (size_t i = 0; i < sizeof ratios / sizeof *ratios; i++) {
		begin(NULL);
		pc.invariant = true;
		pc.ratio = ratios[i];
		pc.step = 150; /* of 5 ms: 1e-5 */
		mcfg_clock_init();
		assert_in_range(state.hz, UINT64_C(2999000000), UINT64_C(3001000000));
	}
}

/* ---- the timer ------------------------------------------------------------------------------- */

static void the_timer_is_the_clock_where_nothing_else_is(void **unused)
{
	(void)unused;
	mcfg_clock_init();
	pc.ticks += pc.hz;
	assert_in_range(mcfg_platform_monotonic_ns(), SEC(1) - 2, SEC(1) + 2);
	/* It is set again for each wait, and loses nothing by that. */
	for (int i = 0; i < 10; i++) {
		assert_true(mcfg_clock_arm(mcfg_platform_monotonic_ns() + MSEC(100)));
		assert_in_range(pc.timer, 100000000, 100000100);
		pc.ticks += pc.hz / 10;
		mcfg_clock_disarm();
	}
	assert_in_range(mcfg_platform_monotonic_ns(), SEC(2) - 100, SEC(2) + 100);
	assert_false(mcfg_clock_arm(SEC(1)));
	assert_true(mcfg_clock_arm(UINT64_MAX));
	assert_int_equal(pc.timer, UINT32_MAX);
	assert_int_equal(mcfg_platform_monotonic_period_ns(), 1);
}

static void the_timer_is_armed_for_what_it_holds(void **unused)
{
	(void)unused;
	pc.invariant = true;
	pc.told_khz = 3000000;
	mcfg_clock_init();
	assert_true(mcfg_clock_arm(mcfg_platform_monotonic_ns() + 10));
	assert_int_equal(pc.timer, 11);
	assert_true(mcfg_clock_arm(SEC(3600)));
	assert_int_equal(pc.timer, UINT32_MAX); /* and then once more */
	assert_true(mcfg_clock_arm(UINT64_MAX));
	assert_int_equal(pc.timer, 0); /* off */
}

/* ---- the battery's clock --------------------------------------------------------------------- */

enum { BINARY_24 = 6, BINARY_12 = 4, BCD_24 = 2, BCD_12 = 0 };

static void rtc_shows(unsigned char format, unsigned year, unsigned month, unsigned day,
                      unsigned hour, unsigned minute, unsigned second)
{
	static const unsigned at[] = { 9, 8, 7, 4, 2, 0 };
	const unsigned values[] = { year, month, day, hour, minute, second };

	for (size_t i = 0; i < 6; i++)
		pc.rtc[at[i]] = (unsigned char)values[i];
	pc.rtc[0xb] = format;
}

static void rtc_is(int64_t expected)
{
	int64_t seconds;

	assert_int_equal(mcfg_rtc_read(&seconds), 0);
	assert_int_equal(seconds, expected);
}

static void dates_are_seconds(void **unused)
{
	(void)unused;
	rtc_shows(BCD_24, 0x00, 0x01, 0x01, 0x00, 0x00, 0x00);
	rtc_is(946684800);
	rtc_shows(BCD_24, 0x23, 0x11, 0x14, 0x22, 0x13, 0x20);
	rtc_is(1700000000);
	rtc_shows(BINARY_24, 23, 11, 14, 22, 13, 20);
	rtc_is(1700000000);
	/* 2000 is a leap year; so is 2024, and 2023 is not. A year ends. */
	rtc_shows(BCD_24, 0x00, 0x02, 0x29, 0x12, 0x00, 0x00);
	rtc_is(951825600);
	rtc_shows(BCD_24, 0x24, 0x02, 0x29, 0x23, 0x59, 0x59);
	rtc_is(1709251199);
	rtc_shows(BCD_24, 0x24, 0x03, 0x01, 0x00, 0x00, 0x00);
	rtc_is(1709251200);
	rtc_shows(BCD_24, 0x24, 0x12, 0x31, 0x23, 0x59, 0x59);
	rtc_is(1735689599);
	rtc_shows(BCD_24, 0x25, 0x01, 0x01, 0x00, 0x00, 0x00);
	rtc_is(1735689600);
	/* After 2038, and the last second that two digits know. */
	rtc_shows(BCD_24, 0x38, 0x01, 0x19, 0x03, 0x14, 0x08);
	rtc_is(INT64_C(2147483648));
	rtc_shows(BCD_24, 0x99, 0x12, 0x31, 0x23, 0x59, 0x59);
	rtc_is(INT64_C(4102444799));
}

/* 12 hours: the afternoon is a bit, and 12 comes before 1. */
static void hours_are_12_or_24(void **unused)
{
	static const struct {
		unsigned bcd, binary, hour;
	} hours[] = { { 0x12, 12, 0 },         { 0x01, 1, 1 },         { 0x11, 11, 11 },
		      { 0x92, 0x80 | 12, 12 }, { 0x81, 0x80 | 1, 13 }, { 0x91, 0x80 | 11, 23 } };

	(void)unused;
	for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
		rtc_shows(BCD_12, 0, 1, 1, hours[i].bcd, 0, 0);
		rtc_is(946684800 + hours[i].hour * 3600);
		rtc_shows(BINARY_12, 0, 1, 1, hours[i].binary, 0, 0);
		rtc_is(946684800 + hours[i].hour * 3600);
	}
}

/* The minute goes on while it is read: after the seconds, before the others. */
static void go_on(void)
{
	if (pc.rtc_at == 2 && pc.rtc[0] == 0x59) {
		pc.rtc[0] = 0;
		pc.rtc[2] = 1;
	}
}

static void what_changes_is_read_again(void **unused)
{
	(void)unused;
	rtc_shows(BCD_24, 0, 1, 1, 0, 0, 0x59);
	pc.on_rtc = go_on;
	rtc_is(946684860);
}

static void end_update(void)
{
	if (pc.rtc_reads == 20)
		pc.rtc[0xa] = 0;
}

static void an_update_is_waited_for(void **unused)
{
	(void)unused;
	rtc_shows(BCD_24, 0, 1, 1, 0, 0, 1);
	pc.rtc[0xa] = 0x80;
	pc.on_rtc = end_update;
	rtc_is(946684801);
	assert_true(pc.rtc_reads > 20);
}

static void there_may_be_none(void **unused)
{
	int64_t seconds;
	uint32_t nanoseconds;

	(void)unused;
	memset(pc.rtc, 0xff, sizeof pc.rtc);
	assert_int_equal(mcfg_rtc_read(&seconds), -ENODEV);
	pc.invariant = true;
	pc.told_khz = 3000000;
	mcfg_clock_init();
	assert_int_equal(mcfg_platform_wall(&seconds, &nanoseconds), -ENODEV);
}

/* The wall clock goes on with the other one: it is read once. */
static void the_wall_clock_is_the_batterys(void **unused)
{
	int64_t seconds;
	uint32_t nanoseconds;

	(void)unused;
	rtc_shows(BCD_24, 0x23, 0x11, 0x14, 0x22, 0x13, 0x20);
	pc.invariant = true;
	pc.told_khz = 3000000;
	mcfg_clock_init();
	assert_int_equal(mcfg_platform_wall(&seconds, &nanoseconds), 0);
	assert_int_equal(seconds, 1700000000);
	memset(pc.rtc, 0xff, sizeof pc.rtc);
	pc.ticks += pc.hz * 3 / 2;
	assert_int_equal(mcfg_platform_wall(&seconds, &nanoseconds), 0);
	assert_int_equal(seconds, 1700000001);
	assert_int_equal(nanoseconds, 500000000);
}

#define TEST(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(kvm_is_asked_for_its_page),
		TEST(kvm_ticks_are_scaled),
		TEST(a_page_that_changes_is_read_again),
		TEST(a_page_that_is_being_written_is_not_believed),
		TEST(the_wall_clock_is_kvms),
		TEST(the_counter_is_used_where_it_is_invariant),
		TEST(a_hypervisor_may_know_its_frequency),
		TEST(else_it_is_measured),
		TEST(the_timer_is_the_clock_where_nothing_else_is),
		TEST(the_timer_is_armed_for_what_it_holds),
		TEST(dates_are_seconds),
		TEST(hours_are_12_or_24),
		TEST(what_changes_is_read_again),
		TEST(an_update_is_waited_for),
		TEST(there_may_be_none),
		TEST(the_wall_clock_is_the_batterys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
