/* See analysis.h. */
#include "cli/analysis.h"

#include "cli/bug.h"
#include "cli/reporting.h"
#include "cli/root.h"
#include "compile.h"
#include "lang/declare.h"
#include "load.h"

/* Address space; only what is used becomes memory. */
#define STACK_BYTES ((size_t)512 << 20)

int analysis_report(struct analysis *a)
{
	if (!a->quiet)
		reporting_print(a);
	if (a->c.world_failed)
		return EXIT_WORLD;
	return a->c.diags.n_errors ? EXIT_WRONG : EXIT_GOOD;
}

static int compile_and_go_on(void *context)
{
	struct analysis *a = context;

	bug_watch_thread();
	if (a->project) {
		compile(&a->c);
	} else {
		load(&a->c);
		declare(&a->c);
	}
	if (a->c.undecided.n)
		return EXIT_GOOD;
	if (a->c.diags.n_errors || a->c.world_failed)
		return analysis_report(a);
	return a->then(a);
}

/* A graph whose shape depends on keys is made again, with these decided. Each time there are more
   of them. */
static bool must_decide(struct analysis *a)
{
	for (size_t i = 0; i < a->c.undecided.n; i++)
		*vec_push(a->inv->arena, &a->decided) =
		    arena_strdup(a->inv->arena, a->c.undecided.items[i]);
	return a->c.undecided.n > 0;
}

static int compile_once(struct analysis *a, bool *again)
{
	int status;

	compilation_init(&a->c);
	reporting_begin(a);
	status = settings_fill(a);
	if (!status)
		status = compilation_on_large_stack(&a->c, STACK_BYTES, compile_and_go_on, a);
	*again = must_decide(a);
	compilation_fini(&a->c);
	return status;
}

int analysis_run(struct analysis *a)
{
	bool again = true;
	int status = EXIT_GOOD;

	a->root = root_find(a->inv->arena);
	if (!a->root)
		return EXIT_WORLD;
	while (again)
		status = compile_once(a, &again);
	return status;
}
