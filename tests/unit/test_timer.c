/* Timers: fired in order and once, whatever was started, moved and stopped between. */
#include "sched.h"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

enum { N_TIMERS = 500 };

struct alarm {
	struct mcfg_timer timer;
	uint64_t at_ns; /* 0: not started */
};

static struct alarm alarms[N_TIMERS];
static uint64_t last_ns;
static size_t n_fired;

static void fired(struct mcfg_timer *timer)
{
	struct alarm *alarm = (struct alarm *)(void *)timer;

	assert_true(alarm->at_ns >= last_ns);
	last_ns = alarm->at_ns;
	alarm->at_ns = 0;
	n_fired++;
}

static int open_all(void **state)
{
	(void)state;
	last_ns = n_fired = 0;
	for (size_t i = 0; i < N_TIMERS; i++) {
		alarms[i].at_ns = 0;
		assert_int_equal(mcfg_timer_open(&alarms[i].timer, fired), 0);
	}
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_TIMERS; i++)
		mcfg_timer_close(&alarms[i].timer);
	return mcfg_timers_next_ns() == MCFG_NEVER_NS ? 0 : -1;
}

static void start(struct alarm *alarm, uint64_t at_ns)
{
	alarm->at_ns = at_ns;
	mcfg_timer_start(&alarm->timer, at_ns);
}

static uint64_t least_of_all(void)
{
	uint64_t least = MCFG_NEVER_NS;

	for (size_t i = 0; i < N_TIMERS; i++)
		if (alarms[i].at_ns && alarms[i].at_ns < least)
			least = alarms[i].at_ns;
	return least;
}

static void fires_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_TIMERS; i++)
		start(&alarms[i], 1 + i * 7919 % N_TIMERS);
	mcfg_timers_fire(100);
	assert_int_equal(n_fired, 100);
	assert_int_equal(mcfg_timers_next_ns(), 101);
	mcfg_timers_fire(MCFG_NEVER_NS);
	assert_int_equal(n_fired, N_TIMERS);
}

static void a_stopped_one_does_not_fire(void **state)
{
	(void)state;
	start(&alarms[0], 5);
	start(&alarms[1], 6);
	mcfg_timer_stop(&alarms[0].timer);
	mcfg_timer_stop(&alarms[0].timer);
	alarms[0].at_ns = 0;
	mcfg_timers_fire(10);
	assert_int_equal(n_fired, 1);
}

static void starting_again_moves_it(void **state)
{
	(void)state;
	start(&alarms[0], 5);
	start(&alarms[0], 50);
	mcfg_timers_fire(10);
	assert_int_equal(n_fired, 0);
	start(&alarms[0], 8);
	mcfg_timers_fire(10);
	assert_int_equal(n_fired, 1);
}

static void again(struct mcfg_timer *timer)
{
	n_fired++;
	mcfg_timer_start(timer, 10 * (n_fired + 1));
}

static void starts_itself_again(void **state)
{
	(void)state;
	alarms[0].timer.fire = again;
	mcfg_timer_start(&alarms[0].timer, 10);
	mcfg_timers_fire(35);
	assert_int_equal(n_fired, 3);
	assert_int_equal(mcfg_timers_next_ns(), 40);
}

/* Random starts, moves, stops and firings, against a model that looks at all of them. */
static void agrees_with_a_model(void **state)
{
	uint64_t random = 88172645463325252u, now_ns = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct alarm *alarm;

		random ^= random << 13, random ^= random >> 7, random ^= random << 17;
		alarm = &alarms[random % N_TIMERS];
		switch (random >> 32 & 7) {
		case 0:
			mcfg_timer_stop(&alarm->timer);
			alarm->at_ns = 0;
			break;
		case 1:
			now_ns += random >> 40 & 63;
			last_ns = 0;
			mcfg_timers_fire(now_ns);
			break;
		default: start(alarm, now_ns + 1 + (random >> 40 & 1023));
		}
		assert_int_equal(mcfg_timers_next_ns(), least_of_all());
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(fires_in_order, open_all, close_all),
		cmocka_unit_test_setup_teardown(a_stopped_one_does_not_fire, open_all, close_all),
		cmocka_unit_test_setup_teardown(starting_again_moves_it, open_all, close_all),
		cmocka_unit_test_setup_teardown(starts_itself_again, open_all, close_all),
		cmocka_unit_test_setup_teardown(agrees_with_a_model, open_all, close_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
