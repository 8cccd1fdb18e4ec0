/* See cmd.h. */
#include "cli/analysis.h"
#include "cli/cmd.h"

#include "emit/describe.h"

#include <errno.h>
#include <string.h>

static int drawn(int error)
{
	if (error == -EFBIG)
		return world_error("a picture has at most %d devices and choices; `mcfg describe "
		                   "--dot` writes any number",
		                   DESCRIBE_MOST_DRAWN);
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
	else if (a->inv->values[OPTION_MERMAID])
		emit_mermaid(&a->c, &text);
	else
		describe_text(&a->c, &text);
	return status ? status : print_out(&text);
}

/* Are two of these flags given? */
static bool conflict(const struct invocation *inv, const enum option *options, size_t n)
{
	size_t given = 0;

	for (size_t i = 0; i < n; i++)
		given += inv->values[options[i]] != NULL;
	return given > 1;
}

static int check_usage(const struct invocation *inv)
{
	static const enum option forms[] = { OPTION_DOT, OPTION_SVG, OPTION_JSON, OPTION_MERMAID };
	static const enum option amounts[] = { OPTION_EVAL, OPTION_NO_EVAL };

	if (conflict(inv, forms, sizeof forms / sizeof *forms))
		return usage_error(inv, "--dot, --svg, --json and --mermaid exclude each other");
	if (conflict(inv, amounts, sizeof amounts / sizeof *amounts))
		return usage_error(inv, "--eval and --no-eval exclude each other");
	return EXIT_GOOD;
}

int cmd_describe(const struct invocation *inv)
{
	struct project project;
	struct configured *configured = NULL;
	struct analysis a = { .inv = inv, .project = &project, .then = write_description };
	int status = check_usage(inv);

	if (!status)
		status = project_find(&project, inv);
	if (!status && (inv->values[OPTION_OUTPUT] || inv->values[OPTION_TARGET]))
		status = project_choose(&project, inv, &configured);
	if (status)
		return status;
	a.record = configured ? &configured->record : NULL;
	a.evaluation = inv->values[OPTION_EVAL]      ? EVALUATE_DEFAULTS
	               : inv->values[OPTION_NO_EVAL] ? EVALUATE_NOTHING
	                                             : EVALUATE_KNOWN;
	return analysis_run(&a);
}
