/* Packages: the order of versions, and what is left of several demands. */
#include "graph/package.h"

#include "compilation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int sign(int order)
{
	return (order > 0) - (order < 0);
}

/* Each is below the next; as `pkgconf` and rpm have it. */
static void versions_are_ordered(void **state)
{
	static const char *const rising[] = { "0",
		                              "0.9",
		                              "0.10",
		                              "1.0~rc1",
		                              "1.0",
		                              "1.0.a",
		                              "1.0.0",
		                              "1.0.1a",
		                              "1.0.1b",
		                              "1.0.2",
		                              "1.2",
		                              "1.10",
		                              "1.10a",
		                              "1.10.1",
		                              "2",
		                              "2.0",
		                              "18446744073709551617",
		                              "18446744073709551618" };
	size_t n = sizeof rising / sizeof *rising;

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			assert_int_equal(sign(package_version_compare(rising[i], rising[k])),
			                 (i > k) - (i < k));
	assert_int_equal(package_version_compare("1.02", "1.2"), 0);
	assert_int_equal(package_version_compare("1-2", "1.2"), 0);
	assert_int_equal(package_version_compare("1.0~~", "1.0~") < 0, 1);
}

struct merging {
	struct compilation c;
	package_needs needs;
	struct package_merge merge;
};

static void begin(struct merging *m)
{
	*m = (struct merging){ 0 };
	compilation_init(&m->c);
	m->merge = (struct package_merge){ .diags = &m->c.diags,
		                           .arena = &m->c.arena,
		                           .needs = &m->needs };
}

static bool add(struct merging *m, const char *text)
{
	struct package_reader reader = { .diags = &m->c.diags,
		                         .arena = &m->c.arena,
		                         .names = &m->c.names };
	struct package package;

	if (!package_read(&reader, PACKAGE_PKG_CONFIG, text, &package))
		return false;
	package_merge_add(&m->merge, &package, NULL);
	return true;
}

/* Texts, the last one null; what is left of them, or null where they have no version in common. */
static const struct {
	const char *texts[4], *merged;
} merges[] = {
	{ { "foo" }, "foo" },
	{ { "foo", "  foo  " }, "foo" },
	{ { "foo >= 1.2", "foo >= 1.10", "foo" }, "foo >= 1.10" },
	{ { "foo >= 1.2", "foo > 1.2" }, "foo > 1.2" },
	{ { "foo > 1.2", "foo >= 1.2" }, "foo > 1.2" },
	{ { "foo <= 3", "foo < 3", "foo <= 4" }, "foo < 3" },
	{ { "foo>=1&<2", "foo<>1.5" }, "foo >= 1 & < 2 & <> 1.5" },
	{ { "foo <> 1.5", "foo != 1.5" }, "foo <> 1.5" },
	{ { "foo >= 1", "foo = 1.5", "foo < 2" }, "foo = 1.5" },
	{ { "foo >= 1", "foo <= 1" }, "foo = 1" },
	{ { "foo == 1", "foo = 1" }, "foo = 1" },
	{ { "foo = 1", "foo = 1.0" }, NULL },
	{ { "foo >= 2", "foo < 2" }, NULL },
	{ { "foo > 2", "foo <= 2" }, NULL },
	{ { "foo > 2", "foo = 2" }, NULL },
	{ { "foo < 2", "foo = 2" }, NULL },
	{ { "foo = 2", "foo <> 2" }, NULL },
	{ { "foo <> 2", "foo = 2" }, NULL },
	{ { "foo >= 2 & <= 2", "foo <> 2" }, NULL },
	{ { "foo <> 2", "foo >= 2", "foo <= 2" }, NULL },
};

static void demands_are_merged(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof merges / sizeof *merges; i++) {
		struct merging m;

		begin(&m);
		for (size_t k = 0; k < 4 && merges[i].texts[k]; k++)
			assert_true(add(&m, merges[i].texts[k]));
		assert_int_equal(m.needs.n, 1);
		assert_int_equal(m.c.diags.n_errors, merges[i].merged ? 0 : 1);
		if (merges[i].merged)
			assert_string_equal(package_need_text(m.needs.items[0], &m.c.arena),
			                    merges[i].merged);
		compilation_fini(&m.c);
	}
}

static void bad_texts_are_refused(void **state)
{
	static const char *const bad[] = { "",         " ",        "-foo",         "foo bar",
		                           "foo >= ",  "foo >=",   "foo >= 1 2",   "foo >= 1 &",
		                           "foo & 1",  "foo >= $", "foo >= 1 & 2", "foo, bar",
		                           "foo >= 1;" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct merging m;

		begin(&m);
		assert_false(add(&m, bad[i]));
		assert_int_equal(m.c.diags.n_errors, 1);
		compilation_fini(&m.c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_are_ordered),
		cmocka_unit_test(demands_are_merged),
		cmocka_unit_test(bad_texts_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
