/* See cmd.h. */
#include "cli/analysis.h"
#include "cli/cmd.h"
#include "cli/output.h"

#include <string.h>

/* The emitter's paths begin with the folder that an image has on its include path. */
static const char *without_include(const char *path)
{
	return strncmp(path, "include/", 8) ? path : path + 8;
}

static int write_headers(struct analysis *a)
{
	const char *folder = a->inv->operand;
	const char *absolute = absolute_path(a->inv->arena, folder);
	struct emit_options options = { .output = absolute, .config = absolute, .root = a->root };
	struct output out = { .arena = &a->c.arena };
	struct output_result written;
	int status;

	emit_interface_headers(&a->c, &options, &out);
	status = analysis_report(a);
	if (status)
		return status;
	for (size_t i = 0; i < out.files.n; i++)
		out.files.items[i]->path = without_include(out.files.items[i]->path);
	return output_write(a->inv->arena, folder, &out, &written);
}

int cmd_headers(const struct invocation *inv)
{
	struct analysis a = { .inv = inv, .then = write_headers };

	return analysis_run(&a);
}
