/* The words of the command line. What is said of wrong ones is in tests/cli/usage.test. */
#include "cli/command.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { MAX_WORDS = 16 };

static struct arena arena;
static char *words[MAX_WORDS];

/* Parses `line`, whose words are separated by single blanks, as what follows the command's name. */
static int parse(struct invocation *inv, const char *command, const char *line)
{
	char *copy = arena_strdup(&arena, line), *save = NULL;
	int n = 0;

	*inv = (struct invocation){ .arena = &arena, .command = command_find(command) };
	for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
		words[n++] = word;
	words[n] = NULL;
	return invocation_parse(inv, n, words);
}

static void options_in_all_their_forms(void **state)
{
	static const char *const forms[] = { "-t box", "-tbox", "--target box", "--target=box" };
	struct invocation inv;

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		assert_int_equal(parse(&inv, "configure", forms[i]), EXIT_GOOD);
		assert_string_equal(inv.values[OPTION_TARGET], "box");
	}
	assert_int_equal(parse(&inv, "configure", "a.mcfg -o out/ -I x -Iy --max_steps 5"),
	                 EXIT_GOOD);
	assert_string_equal(inv.operand, "a.mcfg");
	assert_string_equal(inv.values[OPTION_OUTPUT], "out");
	assert_string_equal(inv.values[OPTION_MAX_STEPS], "5");
	assert_int_equal(inv.search.n, 2);
	assert_string_equal(inv.search.items[1], "y");
}

static void keys_are_all_other_long_options(void **state)
{
	struct invocation inv;

	(void)state;
	assert_int_equal(parse(&inv, "describe", "--hello=a=b --flag --default port=80 --empty="),
	                 EXIT_GOOD);
	assert_int_equal(inv.given.n, 4);
	assert_string_equal(inv.given.items[0].key, "hello");
	assert_string_equal(inv.given.items[0].value, "a=b");
	assert_null(inv.given.items[1].value);
	assert_string_equal(inv.given.items[2].key, "port");
	assert_true(inv.given.items[2].is_default);
	assert_string_equal(inv.given.items[3].value, "");
}

static void arguments_of_the_image_follow_two_dashes(void **state)
{
	struct invocation inv;

	(void)state;
	assert_int_equal(parse(&inv, "run", "a.mcfg -- --hello=x -- y"), EXIT_GOOD);
	assert_string_equal(inv.arguments[0], "--hello=x");
	assert_string_equal(inv.arguments[1], "--");
	assert_string_equal(inv.arguments[2], "y");
	assert_null(inv.arguments[3]);
	assert_int_equal(parse(&inv, "check", "-- -odd-.mcfg"), EXIT_GOOD);
	assert_string_equal(inv.operand, "-odd-.mcfg");
}

static void wrong_words_are_refused(void **state)
{
	static const char *const wrong[][2] = {
		{ "configure", "-t" },
		{ "configure", "--target=" },
		{ "configure", "-target=x" },
		{ "configure", "-x" },
		{ "configure", "a b" },
		{ "configure", "--Hello=1" },
		{ "configure", "--=1" },
		{ "configure", "--default x" },
		{ "configure", "--default =1" },
		{ "configure", "--max-steps 0" },
		{ "configure", "--max-steps -1" },
		{ "configure", "--max-steps 1e9" },
		{ "configure", "--dot" },
		{ "describe", "--dot=x" },
		{ "build", "--hello=1" },
		{ "build", "-I x" },
		{ "run", "a.mcfg b" },
		{ "targets", "x" },
		{ "headers", "" },
	};
	struct invocation inv;
	size_t n_refused = 0;
	int said = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY);

	(void)state;
	dup2(nowhere, STDERR_FILENO);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (parse(&inv, wrong[i][0], wrong[i][1]) == EXIT_USAGE)
			n_refused++;
	dup2(said, STDERR_FILENO);
	close(said);
	close(nowhere);
	assert_int_equal(n_refused, sizeof wrong / sizeof *wrong);
}

static void words_of_a_shell(void **state)
{
	(void)state;
	assert_string_equal(shell_quote(&arena, "a-b/c.mcfg"), "a-b/c.mcfg");
	assert_string_equal(shell_quote(&arena, ""), "''");
	assert_string_equal(shell_quote(&arena, "a b"), "'a b'");
	assert_string_equal(shell_quote(&arena, "it's $x"), "'it'\\''s $x'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_in_all_their_forms),
		cmocka_unit_test(keys_are_all_other_long_options),
		cmocka_unit_test(arguments_of_the_image_follow_two_dashes),
		cmocka_unit_test(words_of_a_shell),
		cmocka_unit_test(wrong_words_are_refused),
	};
	int failed;

	arena_init(&arena);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_fini(&arena);
	return failed;
}
