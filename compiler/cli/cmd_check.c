/* See cmd.h. */
#include "cli/analysis.h"
#include "cli/cmd.h"

int cmd_check(const struct invocation *inv)
{
	struct project project;
	struct analysis a = { .inv = inv, .project = &project, .then = analysis_report };
	int status = project_find(&project, inv);

	return status ? status : analysis_run(&a);
}
