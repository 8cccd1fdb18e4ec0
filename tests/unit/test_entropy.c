/* Where a guest's random bytes come from: none are given before there is enough of a seed. */
#include "../../runtime/platform/guest/entropy.c"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

/* ---- the machine ----------------------------------------------------------------------------- */

static struct {
	uint64_t now, steps[7];
	size_t n_steps, next;
	bool random;
	size_t machine_bytes, n_walks;
} machine;

/* The counter goes up by the steps, one after the other; without any it draws them. */
uint64_t mcfg_arch_cycles(void)
{
	static uint64_t drawn = 1;

	drawn = drawn * UINT64_C(6364136223846793005) + 1442695040888963407u;
	machine.now += machine.n_steps ? machine.steps[machine.next++ % machine.n_steps]
	                               : 100 + (drawn >> 40) % 50;
	machine.n_walks++;
	return machine.now;
}

bool mcfg_arch_random(uint64_t *word)
{
	*word = 77;
	return machine.random;
}

size_t mcfg_machine_entropy(void *data, size_t len)
{
	memset(data, 5, machine.machine_bytes < len ? machine.machine_bytes : len);
	return machine.machine_bytes;
}

/* ---- what comes of it ------------------------------------------------------------------------ */

/* Not a byte is written. */
static void assert_refused(void)
{
	unsigned char bytes[16] = { 0 }, none[16] = { 0 };

	assert_int_equal(mcfg_platform_entropy(bytes, sizeof bytes), -EIO);
	assert_memory_equal(bytes, none, sizeof bytes);
}

static void a_counter_that_stands_still(void **state)
{
	(void)state;
	memset(&machine, 0, sizeof machine);
	machine.n_steps = 1;
	assert_refused();
}

/* The walks take times that come again and again, as where a counter goes by instructions. */
static void a_counter_that_can_be_told(void **state)
{
	const uint64_t steps[] = { 100, 103, 107, 111, 120, 130, 133 };

	(void)state;
	for (size_t n = 1; n <= 4; n++) {
		memset(&machine, 0, sizeof machine);
		memcpy(machine.steps, steps, sizeof steps);
		machine.n_steps = n;
		assert_refused();
	}
}

static void less_than_a_seed(void **state)
{
	(void)state;
	memset(&machine, 0, sizeof machine);
	machine.n_steps = 1;
	machine.steps[0] = 100;
	machine.machine_bytes = SEED_BITS / 8 - 1;
	assert_refused();
}

static bool is_seeded(void)
{
	generator = (struct mcfg_drbg){ 0 };
	return seed();
}

static void one_source_is_enough(void **state)
{
	(void)state;
	memset(&machine, 0, sizeof machine);
	machine.n_steps = 1;
	machine.steps[0] = 100;
	assert_false(is_seeded());
	machine.machine_bytes = SEED_BITS / 8;
	assert_true(is_seeded());
	machine.machine_bytes = 0;
	machine.random = true;
	assert_true(is_seeded());
	machine.random = false;
	machine.n_steps = 0; /* drawn */
	machine.n_walks = 0;
	assert_true(is_seeded());
	assert_true(machine.n_walks >= 2 * 2 * SEED_BITS); /* a bit for two times */
}

static void then_bytes_are_given(void **state)
{
	unsigned char bytes[2][16] = { 0 };

	(void)state;
	memset(&machine, 0, sizeof machine);
	machine.random = true;
	assert_int_equal(mcfg_platform_entropy(bytes[0], 16), 0);
	assert_int_equal(mcfg_platform_entropy(bytes[1], 16), 0);
	assert_memory_not_equal(bytes[0], bytes[1], 16);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_counter_that_can_be_told),
		cmocka_unit_test(less_than_a_seed),
		cmocka_unit_test(a_counter_that_stands_still),
		cmocka_unit_test(one_source_is_enough),
		cmocka_unit_test(then_bytes_are_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
