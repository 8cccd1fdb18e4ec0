/* What configure records is read back as it was, from wherever the folder lies then. */
#include "cli/files.h"
#include "cli/record.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct tree {
	struct arena arena;
	char top[64]; /* a folder of the test's own */
	const char *folder;
};

static int set_up(void **state)
{
	struct tree *tree = calloc(1, sizeof *tree);

	arena_init(&tree->arena);
	strcpy(tree->top, "/tmp/mcfg-record-XXXXXX");
	assert_non_null(mkdtemp(tree->top));
	tree->folder = arena_printf(&tree->arena, "%s/build/out", tree->top);
	assert_int_equal(folder_make(&tree->arena, tree->folder, NULL), 0);
	*state = tree;
	return 0;
}

static int tear_down(void **state)
{
	struct tree *tree = *state;

	folder_remove(tree->top);
	arena_fini(&tree->arena);
	free(tree);
	return 0;
}

static const char *below(struct tree *tree, const char *name)
{
	return path_join(&tree->arena, tree->top, name);
}

static void put(struct tree *tree, const char *text)
{
	const char *path = path_join(&tree->arena, tree->folder, RECORD_NAME);

	unlink(path);
	assert_int_equal(file_create(path, text, strlen(text), false), 0);
}

static struct record example(struct tree *tree)
{
	struct record record = {
		.configuration = below(tree, "app.mcfg"),
		.target = "box",
		.arch = "tall",
		.arch_given = true,
		.max_steps = "99",
	};

	*vec_push(&tree->arena, &record.search) = below(tree, "more devices");
	*vec_push(&tree->arena, &record.search) = "/elsewhere";
	*vec_push(&tree->arena, &record.overlays) = below(tree, "test.mcfg");
	*vec_push(&tree->arena, &record.choices) =
	    (struct check_choice){ CHECK_HABIT, SEVERITY_ERROR };
	*vec_push(&tree->arena, &record.choices) =
	    (struct check_choice){ CHECK_UNUSED_CASE, SEVERITY_OFF };
	return record;
}

static void add_setting(struct tree *tree, struct record *record, const char *key,
                        const char *value)
{
	*vec_push(&tree->arena, &record->settings) = (struct setting){
		.key = key, .value = value, .from = "command line", .dir = tree->top
	};
}

static const char *printed(struct tree *tree, const struct record *record)
{
	struct text text;

	text_init(&text, &tree->arena);
	record_print(record, tree->folder, &text);
	return text_string(&text);
}

static void reads_back_what_was_printed(void **state)
{
	struct tree *tree = *state;
	struct record record = example(tree), got;

	add_setting(tree, &record, "hello", "tab\t, line\nbreak, \\n and \"quotes\"");
	add_setting(tree, &record, "flag", NULL);
	add_setting(tree, &record, "empty", "");
	record.settings.items[2].is_default = true;
	record.settings.items[2].dir = "/somewhere";
	put(tree, printed(tree, &record));
	assert_int_equal(record_read(&got, &tree->arena, tree->folder), 0);
	assert_string_equal(got.configuration, record.configuration);
	assert_string_equal(got.target, "box");
	assert_string_equal(got.arch, "tall");
	assert_true(got.arch_given);
	assert_string_equal(got.max_steps, "99");
	assert_int_equal(got.search.n, 2);
	assert_string_equal(got.search.items[0], record.search.items[0]);
	assert_string_equal(got.search.items[1], "/elsewhere");
	assert_int_equal(got.overlays.n, 1);
	assert_string_equal(got.overlays.items[0], record.overlays.items[0]);
	assert_int_equal(got.choices.n, 2);
	assert_int_equal(got.choices.items[0].check, CHECK_HABIT);
	assert_int_equal(got.choices.items[0].severity, SEVERITY_ERROR);
	assert_int_equal(got.choices.items[1].check, CHECK_UNUSED_CASE);
	assert_int_equal(got.choices.items[1].severity, SEVERITY_OFF);
	assert_int_equal(got.settings.n, 3);
	assert_string_equal(got.settings.items[0].value, record.settings.items[0].value);
	assert_string_equal(got.settings.items[0].dir, tree->top);
	assert_null(got.settings.items[1].value);
	assert_string_equal(got.settings.items[2].value, "");
	assert_true(got.settings.items[2].is_default);
	assert_string_equal(got.settings.items[2].dir, "/somewhere");
	assert_string_equal(printed(tree, &got), printed(tree, &record));
}

static void moves_with_its_tree(void **state)
{
	struct tree *tree = *state;
	struct record record = example(tree);

	add_setting(tree, &record, "k", "v");
	assert_null(strstr(printed(tree, &record), tree->top));
}

static void keeps_a_configuration_elsewhere_absolute(void **state)
{
	struct tree *tree = *state;
	struct record record = example(tree);

	record.configuration = "/far/away/app.mcfg";
	assert_non_null(strstr(printed(tree, &record), "configuration\t/far/away/app.mcfg\n"));
}

static void refuses_what_is_no_record(void **state)
{
	/* After the version, each time. */
	static const char *const texts[] = {
		"",
		"configuration\ta\ntarget\tb\n",
		"configuration\ta\ntarget\tb\narch\tc",
		"configuration\ta\ntarget\tb\narch\tc\nwhat\tis\n",
		"configuration\ta\ntarget\tb\narch\tc\nset\tk\n",
		"configuration\ta\ntarget\tb\narch\tc\nset\tk\tf\tv\n",
		"folder\t.\nset\tk\tf\tv\tx\n",
	};
	struct tree *tree = *state;
	struct record record;

	assert_int_equal(record_read(&record, &tree->arena, tree->folder), -ENOENT);
	put(tree, "");
	assert_int_equal(record_read(&record, &tree->arena, tree->folder), -EINVAL);
	put(tree, "mcfg-record\t2\n");
	assert_int_equal(record_read(&record, &tree->arena, tree->folder), -EINVAL);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		put(tree, arena_printf(&tree->arena, "mcfg-record\t1\n%s", texts[i]));
		assert_int_equal(record_read(&record, &tree->arena, tree->folder), -EINVAL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(reads_back_what_was_printed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(moves_with_its_tree, set_up, tear_down),
		cmocka_unit_test_setup_teardown(keeps_a_configuration_elsewhere_absolute, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_record, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
