/* See cmd.h. The configuration is compiled twice: as it is, and with nothing decided. */
#include "cli/analysis.h"
#include "cli/cmd.h"

#include "emit/explain.h"

static int write_explanation(struct analysis *a, struct compilation *all)
{
	const char *name = a->inv->operand, *nearest = NULL;
	struct provenance p;
	struct text text;

	provenance_init(&p, &a->c, all);
	text_init(&text, &a->c.arena);
	if ((a->inv->values[OPTION_JSON] ? explain_json : explain)(&p, name, &text, &nearest))
		return print_out(&text);
	if (nearest)
		return usage_error(a->inv, "there is no device %s in %s; did you mean %s?", name,
		                   a->project->path, nearest);
	return usage_error(a->inv, "there is no device %s in %s", name, a->project->path);
}

static int with_all(struct analysis *all)
{
	struct analysis *a = all->result;

	all->result = NULL;
	return write_explanation(a, &all->c);
}

static int without_decisions(struct analysis *a)
{
	struct analysis all = {
		.inv = a->inv,
		.project = a->project,
		.record = a->record,
		.evaluation = EVALUATE_NOTHING,
		.any_target = true,
		.quiet = true,
		.then = with_all,
		.result = a,
	};
	int status = analysis_report(a);

	if (status)
		return status;
	status = analysis_run(&all);
	/* Where that is no graph, the image's alone has to do. */
	return all.result ? write_explanation(a, NULL) : status;
}

int cmd_why(const struct invocation *inv)
{
	struct project project;
	struct configured *configured = NULL;
	struct invocation about = *inv;
	struct analysis a = { .inv = inv, .project = &project, .then = without_decisions };
	int status;

	about.operand = inv->operands.n > 1 ? inv->operands.items[1] : NULL;
	status = project_find(&project, &about);
	if (!status && (inv->values[OPTION_OUTPUT] || inv->values[OPTION_TARGET]))
		status = project_choose(&project, &about, &configured);
	if (status)
		return status;
	a.record = configured ? &configured->record : NULL;
	return analysis_run(&a);
}
