/* Which identifiers a C source uses: comments, literals, directives, includes, definitions. */
#include "emit/csource.h"

#include "base/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
	struct arena arena;
	struct intern names;
	struct csources sources;
	char dir[64];
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	if (!f)
		return -1;
	arena_init(&f->arena);
	intern_init(&f->names, &f->arena);
	csources_init(&f->sources, &f->arena, &f->names);
	snprintf(f->dir, sizeof f->dir, "/tmp/mcfg-csource.XXXXXX");
	*state = f;
	return mkdtemp(f->dir) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	const char *names[] = { "a.c", "b.h", "c.h" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(path_join(&f->arena, f->dir, names[i]));
	rmdir(f->dir);
	arena_fini(&f->arena);
	free(f);
	return 0;
}

static void write_file(struct fixture *f, const char *name, const char *text)
{
	FILE *file = fopen(path_join(&f->arena, f->dir, name), "w");

	assert_non_null(file);
	assert_int_not_equal(fputs(text, file), EOF);
	assert_int_equal(fclose(file), 0);
}

static struct csource *scan(struct fixture *f, const char *text)
{
	write_file(f, "a.c", text);
	return csource_read(&f->sources, path_real(&f->arena, path_join(&f->arena, f->dir, "a.c")));
}

static bool has(struct fixture *f, const struct csource *source, const char *word)
{
	return map_get(&source->has, intern(&f->names, word)) != NULL;
}

static bool defines(struct fixture *f, const struct csource *source, const char *word)
{
	return map_get(&source->defines, intern(&f->names, word)) != NULL;
}

static void test_words(void **state)
{
	struct fixture *f = *state;
	struct csource *source =
	    scan(f, "int f(void)\n{\n\treturn console_write(c, 0x1f, 'a');\n}\n");

	assert_true(source->readable);
	assert_true(has(f, source, "console_write"));
	assert_true(has(f, source, "c"));
	assert_false(has(f, source, "console"));
	assert_false(has(f, source, "0x1f"));
	assert_false(has(f, source, "a"));
	assert_false(source->pastes);
}

static void test_comments_and_literals(void **state)
{
	struct fixture *f = *state;
	struct csource *source = scan(f, "/* one \" */ // two ' \\\n three\n"
	                                 "char *s = \"four \\\" five /* \"; char q = '\"'; six\n"
	                                 "'\\'' seven /* eight");

	assert_false(has(f, source, "one"));
	assert_false(has(f, source, "two"));
	assert_false(has(f, source, "three"));
	assert_false(has(f, source, "four"));
	assert_false(has(f, source, "five"));
	assert_true(has(f, source, "six"));
	assert_true(has(f, source, "seven"));
	assert_false(has(f, source, "eight"));
}

static void test_pasting(void **state)
{
	struct fixture *f = *state;

	assert_true(scan(f, "#define CALL(x) x ## _write\n")->pastes);
}

static void test_no_pasting_in_a_string(void **state)
{
	struct fixture *f = *state;

	assert_false(scan(f, "char *s = \"##\"; /* ## */\n")->pastes);
}

static void test_includes(void **state)
{
	struct fixture *f = *state;
	struct csource_list list = { 0 };
	struct csource *source;

	write_file(f, "b.h", "#include \"c.h\"\n#include \"a.c\"\nin_b\n");
	write_file(f, "c.h", "#  include \"b.h\"\nin_c\n");
	source = scan(f, "#include \"b.h\"\n#include <stdio.h>\n#include \"missing.h\"\n"
	                 "x = #include \"c.h\"\n#include \"");
	csource_walk(&f->sources, source, &list);
	assert_int_equal(list.items.n, 3);
	assert_ptr_equal(list.items.items[0], source);
	assert_true(has(f, list.items.items[1], "in_b"));
	assert_true(has(f, list.items.items[2], "in_c"));
	assert_false(has(f, source, "in_b"));
}

static void test_definitions(void **state)
{
	struct fixture *f = *state;
	struct csource *source =
	    scan(f, "int declared(int (*f)(void));\n"
	            "int defined(struct s *self, int (*f)(void))\n{\n\tif (called()) { }\n}\n"
	            "struct s { int n; };\nstatic struct t v = { 0 };\n");

	assert_true(defines(f, source, "defined"));
	assert_false(defines(f, source, "declared"));
	assert_false(defines(f, source, "called"));
	assert_false(defines(f, source, "if"));
	assert_false(source->conditional);
	assert_int_equal(source->structs.n, 1);
	assert_string_equal(source->structs.items[0].name, "s");
	assert_int_equal(source->structs.items[0].line, 6);
}

static void test_conditional(void **state)
{
	struct fixture *f = *state;
	struct csource *source = scan(f, "#ifdef X\nvoid f(void) { }\n#endif\n");

	assert_true(source->conditional);
	assert_true(defines(f, source, "f"));
}

static void test_unreadable(void **state)
{
	struct fixture *f = *state;
	struct csource *source = csource_read(&f->sources, "/nowhere/at/all.c");

	assert_false(source->readable);
	assert_int_equal(source->words.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_comments_and_literals, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_pasting, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_pasting_in_a_string, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_includes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_definitions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_conditional, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_unreadable, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("csource", tests, NULL, NULL);
}
