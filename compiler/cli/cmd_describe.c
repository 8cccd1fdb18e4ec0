/* See cmd.h. */
#include "cli/analysis.h"
#include "cli/cmd.h"

#include "emit/describe.h"

#include <errno.h>
#include <string.h>

static int drawn(int error)
{
	if (error == -ENOENT)
		return world_error("graphviz has no layout here; `mcfg describe --dot` needs none");
	return error ? world_error("the drawing failed: %s", strerror(-error)) : EXIT_GOOD;
}

static int write_description(struct analysis *a)
{
	int status = analysis_report(a);
	struct text text;

	if (status)
		return status;
	text_init(&text, &a->c.arena);
	if (a->inv->values[OPTION_DOT])
		status = drawn(emit_dot(&a->c, &text));
	else if (a->inv->values[OPTION_SVG])
		status = drawn(emit_svg(&a->c, &text));
	else if (a->inv->values[OPTION_JSON])
		emit_json(&a->c, &text);
	else
		describe_text(&a->c, &text);
	return status ? status : print_out(&text);
}

static int n_forms(const struct invocation *inv)
{
	return (inv->values[OPTION_DOT] != NULL) + (inv->values[OPTION_SVG] != NULL) +
	       (inv->values[OPTION_JSON] != NULL);
}

int cmd_describe(const struct invocation *inv)
{
	struct project project;
	struct configured *configured = NULL;
	struct analysis a = { .inv = inv, .project = &project, .then = write_description };
	int status;

	if (n_forms(inv) > 1)
		return usage_error(inv, "--dot, --svg and --json exclude each other");
	status = project_find(&project, inv);
	if (!status && (inv->values[OPTION_OUTPUT] || inv->values[OPTION_TARGET]))
		status = project_choose(&project, inv, &configured);
	if (status)
		return status;
	a.record = configured ? &configured->record : NULL;
	return analysis_run(&a);
}
