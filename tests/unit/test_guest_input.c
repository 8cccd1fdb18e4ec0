/* What comes from a guest's console: its end, what is quoted, and what no machine has cut right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "platform/guest/input.c"

/* The machine: a text, of which it gives so many bytes at a time. */
static struct {
	const char *text;
	size_t len, at, most;
} line;

size_t mcfg_machine_console_get(char *data, size_t cap)
{
	size_t n = line.len - line.at;

	n = n < line.most ? n : line.most;
	n = n < cap ? n : cap;
	memcpy(data, line.text + line.at, n);
	line.at += n;
	return n;
}

static void comes(const char *text, size_t len, size_t most)
{
	line.text = text;
	line.len = len;
	line.at = 0;
	line.most = most;
}

static int begin(void **state)
{
	(void)state;
	memset(&input, 0, sizeof input);
	comes("", 0, 1);
	return 0;
}

/* Reads all that is there, up to the end or until more is waited for; returns how much. */
static size_t read_all(char *data, size_t cap, size_t part, bool *ended)
{
	size_t n = 0, got = 1;

	*ended = false;
	while (n < cap && mcfg_input_is_ready() &&
	       (got = mcfg_input_read(data + n, part < cap - n ? part : cap - n)) > 0)
		n += got;
	*ended = got == 0;
	return n;
}

static void a_line_is_read(void **state)
{
	char data[32];
	bool ended;

	(void)state;
	comes("ab\rc\n", 5, 2);
	assert_int_equal(read_all(data, sizeof data, 3, &ended), 5);
	assert_memory_equal(data, "ab\nc\n", 5);
	assert_false(ended);
	assert_false(mcfg_input_is_ready());
}

static void the_end_is_said_once_before_what_comes_after_it(void **state)
{
	char data[32];
	bool ended;

	(void)state;
	comes("a\4b\4\4c", 6, 6);
	assert_int_equal(read_all(data, sizeof data, 8, &ended), 1);
	assert_true(ended);
	assert_int_equal(read_all(data, sizeof data, 8, &ended), 1);
	assert_memory_equal(data, "b", 1);
	assert_true(ended);
	assert_int_equal(read_all(data, sizeof data, 8, &ended), 0); /* the third ^D */
	assert_true(ended);
	assert_int_equal(read_all(data, sizeof data, 8, &ended), 1);
	assert_memory_equal(data, "c", 1);
	assert_false(ended);
}

static void after_the_end_is_the_end_until_more_comes(void **state)
{
	char data[32];
	bool ended;

	(void)state;
	comes("\4", 1, 1);
	for (int i = 0; i < 3; i++) {
		assert_true(mcfg_input_is_ready());
		assert_int_equal(mcfg_input_read(data, sizeof data), 0);
	}
	comes("x", 1, 1);
	assert_int_equal(read_all(data, sizeof data, 8, &ended), 1);
	assert_false(ended);
	assert_false(mcfg_input_is_ready());
}

/* Every byte, as `mcfg run` sends it, in parts of every size. */
static void all_bytes_come_as_they_are(void **state)
{
	char bytes[256], sent[512], data[300];
	size_t len = 0;
	bool ended;

	(void)state;
	for (int i = 0; i < 256; i++) {
		bytes[i] = (char)i;
		if (i == '\r' || i == 4 || i == 0x16)
			sent[len++] = 0x16;
		sent[len++] = (char)i;
	}
	sent[len++] = 4;
	for (size_t most = 1; most < 260; most += most < 4 ? 1 : 84)
		for (size_t part = 1; part < 260; part += 86) {
			begin(NULL);
			comes(sent, len, most);
			assert_int_equal(read_all(data, sizeof data, part, &ended), 256);
			assert_memory_equal(data, bytes, 256);
			assert_true(ended);
		}
}

static void half_a_quotation_is_nothing_yet(void **state)
{
	char data[8];

	(void)state;
	comes("\x16", 1, 1);
	assert_false(mcfg_input_is_ready());
	comes("\4", 1, 1);
	assert_true(mcfg_input_is_ready());
	assert_int_equal(mcfg_input_read(data, sizeof data), 1);
	assert_int_equal(data[0], 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_line_is_read, begin),
		cmocka_unit_test_setup(the_end_is_said_once_before_what_comes_after_it, begin),
		cmocka_unit_test_setup(after_the_end_is_the_end_until_more_comes, begin),
		cmocka_unit_test_setup(all_bytes_come_as_they_are, begin),
		cmocka_unit_test_setup(half_a_quotation_is_nothing_yet, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
