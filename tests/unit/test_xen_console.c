/* The console's ring, with another side that behaves, and with one that does not. */
#include "platform/xen/console_ring.c"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

/* What lies behind the page must stay as it is. */
static struct {
	struct xencons_interface page;
	char after[4096];
} memory;

static struct console_ring ring;

static int clear(void **state)
{
	(void)state;
	memset(&memory, 0, sizeof memory);
	memset(memory.after, 0x5a, sizeof memory.after);
	memory.page.out_prod = memory.page.out_cons = 0xfffffff0; /* about to wrap */
	memory.page.in_prod = memory.page.in_cons = 0xfffffff8;
	console_ring_init(&ring, &memory.page);
	return 0;
}

/* The other side takes what is there. */
static size_t take_all(char *text)
{
	struct xencons_interface *page = &memory.page;
	size_t n = 0;

	while (page->out_cons != page->out_prod)
		text[n++] = page->out[MASK_XENCONS_IDX(page->out_cons++, page->out)];
	return n;
}

static void output_comes_in_order(void **state)
{
	char all[6000], taken[6000];
	size_t put = 0, n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof all; i++)
		all[i] = (char)(i * 7 + i / 256);
	while (put < sizeof all) {
		size_t now = console_ring_put(&ring, all + put, sizeof all - put);

		assert_in_range(now, 1, sizeof memory.page.out);
		assert_int_equal(console_ring_put(&ring, "x", put + now < sizeof all), 0);
		assert_false(console_ring_is_drained(&ring));
		put += now;
		n += take_all(taken + n);
	}
	assert_int_equal(n, sizeof all);
	assert_memory_equal(all, taken, n);
	assert_true(console_ring_is_drained(&ring));
}

static void input_comes_in_order(void **state)
{
	struct xencons_interface *page = &memory.page;
	char data[8];

	(void)state;
	assert_int_equal(console_ring_take(&ring, data, sizeof data), 0);
	for (unsigned i = 0; i < 11; i++)
		page->in[MASK_XENCONS_IDX(page->in_prod++, page->in)] = "hello world"[i];
	assert_int_equal(console_ring_take(&ring, data, 8), 8);
	assert_memory_equal(data, "hello wo", 8);
	assert_int_equal(page->in_cons, 0);
	assert_int_equal(console_ring_take(&ring, data, 8), 3);
	assert_memory_equal(data, "rld", 3);
}

/* Whatever the other side's indexes are: nothing outside is touched, and we go on. */
static void indexes_that_cannot_be(void **state)
{
	static const uint32_t strange[] = {
		1, 2047, 2048, 2049, 0x7fffffff, 0x80000000, 0xffffffff
	};
	char data[4096];

	(void)state;
	for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
		memory.page.out_cons = ring.out_prod + strange[i];
		assert_in_range(console_ring_put(&ring, data, sizeof data), 0, 2048);
		memory.page.in_prod = ring.in_cons + strange[i];
		assert_in_range(console_ring_take(&ring, data, sizeof data), 0, 1024);
		assert_int_equal(console_ring_take(&ring, data, sizeof data), 0);
	}
	memory.page.out_cons = ring.out_prod + 5;
	assert_int_equal(console_ring_put(&ring, data, 7), 7);
	for (size_t i = 0; i < sizeof memory.after; i++)
		assert_int_equal(memory.after[i], 0x5a);
}

/* Ours in the page are for the other side to read. */
static void our_indexes_are_our_own(void **state)
{
	char data[8];

	(void)state;
	memory.page.out_prod = 0x1234;
	memory.page.in_cons = 0x4321;
	assert_int_equal(console_ring_put(&ring, "ab", 2), 2);
	assert_int_equal(memory.page.out_prod, 0xfffffff2);
	assert_int_equal(console_ring_take(&ring, data, sizeof data), 0);
	assert_int_equal(memory.page.in_cons, 0xfffffff8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(output_comes_in_order, clear),
		cmocka_unit_test_setup(input_comes_in_order, clear),
		cmocka_unit_test_setup(indexes_that_cannot_be, clear),
		cmocka_unit_test_setup(our_indexes_are_our_own, clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
