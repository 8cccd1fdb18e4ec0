/* See cmd.h. */
#include "cli/cmd.h"
#include "cli/output.h"
#include "cli/process.h"
#include "cli/project.h"

#include <unistd.h>

/* What the Makefile built, it knows to remove. */
static int clean_built(const struct invocation *inv, const char *folder)
{
	const char *argv[] = { "make", "--no-print-directory", "--silent", "-C", folder, "clean",
		               NULL };
	int status;

	if (access(path_join(inv->arena, folder, "Makefile"), F_OK) < 0)
		return EXIT_GOOD;
	status = process_run(inv->arena, argv, true);
	if (status == PROCESS_MISSING)
		return world_error("make is not there, which knows what was built");
	return status ? world_error("%s: make cannot clean it", folder) : EXIT_GOOD;
}

static int clean(const struct invocation *inv, const char *folder)
{
	int status = clean_built(inv, folder);

	return status ? status : output_clean(inv->arena, folder);
}

int cmd_clean(const struct invocation *inv)
{
	struct project project;
	configured_list list = { 0 };
	int status = project_find(&project, inv);

	if (!status)
		status = project_configured(&project, inv, &list);
	for (size_t i = 0; i < list.n && !status; i++)
		status = clean(inv, list.items[i].folder);
	/* The folder of output folders, where that is empty now. */
	if (!status && list.n && !inv->values[OPTION_OUTPUT])
		rmdir(path_join(inv->arena, project.dir, "build"));
	return status;
}
