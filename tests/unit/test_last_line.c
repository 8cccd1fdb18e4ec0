/* A guest's last line, however it comes in; and options as a guest's command line, read back. */
#include "cli/last_line.h"
#include "cli/run_command.h"

#include <mcfg/cmdline.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* What is passed on of `said`, which comes in pieces of `piece` bytes, with a pause after each. */
static int fed(struct arena *arena, const char *said, size_t piece, bool pauses,
               const char **passed)
{
	struct last_line line = { .len = 0 };
	struct text out;
	size_t len = strlen(said);
	int status;

	text_init(&out, arena);
	for (size_t at = 0; at < len; at += piece) {
		last_line_feed(&line, said + at, len - at < piece ? len - at : piece, &out);
		if (pauses)
			last_line_pause(&line, &out);
	}
	status = last_line_end(&line, &out);
	*passed = text_string(&out);
	return status;
}

static void check(const char *said, int status, const char *passed)
{
	struct arena arena;
	const char *found;

	arena_init(&arena);
	for (size_t piece = 1; piece < 40; piece += piece < 3 ? 1 : 9) {
		assert_int_equal(fed(&arena, said, piece, false, &found), status);
		assert_string_equal(found, passed);
		assert_int_equal(fed(&arena, said, piece, true, &found), status);
		if (status < 0)
			assert_string_equal(found, passed);
	}
	arena_fini(&arena);
}

static void test_status(void **state)
{
	(void)state;
	check("hello\nmcfg: exit 0\n", 0, "hello\n");
	check("hello\r\nmcfg: exit 64\r\n", 64, "hello\r\n");
	check("no newline mcfg: exit 7\n", 7, "no newline ");
	check("mcfg: exit 134\n", 134, "");
}

static void test_none(void **state)
{
	(void)state;
	check("", -1, "");
	check("hello\n", -1, "hello\n");
	check("mcfg: exit 1\nmore", -1, "mcfg: exit 1\nmore");
	check("mcfg: exit 12", -1, "mcfg: exit 12");
	check("mcfg: exit 1234\n", -1, "mcfg: exit 1234\n");
	check("mcfg: exit x\n", -1, "mcfg: exit x\n");
	check("mcfg: exit \n", -1, "mcfg: exit \n");
	check("mcfg: emcfg: ex", -1, "mcfg: emcfg: ex");
}

static void test_said_by_the_program(void **state)
{
	(void)state;
	check("mcfg: exit 3\nmcfg: exit 4\n", 4, "mcfg: exit 3\n");
	check("mmcfg: mcfg: exit 5\n", 5, "mmcfg: ");
}

static void test_key_is_seen(void **state)
{
	struct last_line line = { .len = 0 };
	struct arena arena;
	struct text out;

	(void)state;
	arena_init(&arena);
	text_init(&out, &arena);
	last_line_feed(&line, "m", 1, &out);
	assert_int_equal(out.len, 0);
	last_line_pause(&line, &out);
	assert_string_equal(text_string(&out), "m");
	arena_fini(&arena);
}

static void test_cmdline(void **state)
{
	char *options[] = { "--a=b", "--text=a  'b' \"c\" \\d\te", "", "--", "'", "--x=\n", NULL };
	char *none[] = { NULL }, *words[8], *line;
	struct arena arena;
	size_t n;

	(void)state;
	arena_init(&arena);
	assert_string_equal(run_cmdline(&arena, none), "");
	line = arena_strdup(&arena, run_cmdline(&arena, options));
	assert_int_equal(mcfg_cmdline_split(line, words, 8, &n, NULL), 0);
	assert_int_equal(n, 6);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(words[i], options[i]);
	arena_fini(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_said_by_the_program),
		cmocka_unit_test(test_key_is_seen),
		cmocka_unit_test(test_cmdline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
