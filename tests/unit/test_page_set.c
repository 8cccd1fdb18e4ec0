/* Sets of pages beside the plainest one that could be: a byte for each page. */
#include "../../runtime/platform/guest/page_set.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_CHUNKS = 6, N_PAGES = N_CHUNKS * MCFG_CHUNK_PAGES };

static struct mcfg_chunk chunks[N_CHUNKS + 1];
static struct mcfg_page_set set;
static bool taken[N_PAGES];

/* Uninitialised, as the memory behind an image; what follows must stay so. */
static int clear(void **state)
{
	(void)state;
	memset(chunks, 0xa5, sizeof chunks);
	memset(taken, 0, sizeof taken);
	mcfg_page_set_init(&set, chunks, N_CHUNKS);
	return 0;
}

static void check_end(void)
{
	const unsigned char *byte = (const unsigned char *)&chunks[N_CHUNKS];

	for (size_t i = 0; i < sizeof *chunks; i++)
		assert_int_equal(byte[i], 0xa5);
}

static void note(size_t first, size_t n, bool as)
{
	for (size_t i = first; i < first + n; i++) {
		assert_true(i < N_PAGES);
		assert_int_equal(taken[i], !as);
		taken[i] = as;
	}
}

static bool has_run(size_t n, size_t align)
{
	for (size_t i = 0; i + n <= N_PAGES; i += align) {
		size_t run = 0;

		while (run < n && !taken[i + run])
			run++;
		if (run == n)
			return true;
	}
	return false;
}

static size_t count_free(void)
{
	size_t n = 0;

	for (size_t i = 0; i < N_PAGES; i++)
		n += !taken[i];
	return n;
}

static void take(size_t n, size_t align)
{
	size_t first = SIZE_MAX;
	bool found = mcfg_page_set_take(&set, n, align, &first);

	assert_int_equal(found, has_run(n, align));
	if (!found)
		return;
	assert_int_equal(first % align, 0);
	note(first, n, true);
}

static void give(size_t first, size_t most)
{
	size_t n = 0;

	while (n < most && first + n < N_PAGES && taken[first + n])
		n++;
	if (n == 0)
		return;
	mcfg_page_set_give(&set, first, n);
	note(first, n, false);
}

static void take_at(size_t first, size_t n)
{
	bool is_free = first + n <= N_PAGES;

	for (size_t i = 0; is_free && i < n; i++)
		is_free = !taken[first + i];
	assert_int_equal(mcfg_page_set_take_at(&set, first, n), is_free);
	if (is_free)
		note(first, n, true);
}

static void test_all_and_no_more(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_PAGES; i++)
		take(1, 1);
	assert_int_equal(set.n_free, 0);
	take(1, 1);
	give(0, N_PAGES);
	take(N_PAGES, 1);
	take(1, 1);
	give(0, N_PAGES);
	take(N_PAGES, MCFG_CHUNK_PAGES);
	check_end();
}

static void test_nothing_is_touched_early(void **state)
{
	(void)state;
	take(3, 1);
	assert_int_equal(set.n_known, 1);
	take(MCFG_CHUNK_PAGES, MCFG_CHUNK_PAGES);
	assert_int_equal(set.n_known, 2);
}

static void test_as_the_plain_one(void **state)
{
	(void)state;
	srand(7);
	for (int i = 0; i < 20000; i++) {
		size_t n = (size_t)rand() % (rand() % 8 ? 40 : 1200) + 1;

		switch (rand() % 5) {
		case 0: take(n, 1); break;
		case 1: take(1, 1); break;
		case 2: take(MCFG_CHUNK_PAGES + n, MCFG_CHUNK_PAGES); break;
		case 3: take_at((size_t)rand() % N_PAGES, n); break;
		default: give((size_t)rand() % N_PAGES, n * 3); break;
		}
		assert_int_equal(set.n_free, count_free());
	}
	check_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_all_and_no_more, clear),
		cmocka_unit_test_setup(test_nothing_is_touched_early, clear),
		cmocka_unit_test_setup(test_as_the_plain_one, clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
