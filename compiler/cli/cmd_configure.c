/* See cmd.h. */
#include "cli/cmd.h"
#include "cli/target_image.h"

#include <stdio.h>

int cmd_configure(const struct invocation *inv)
{
	const char *output = inv->values[OPTION_OUTPUT];
	struct target_image image;
	struct project project;
	struct text text;
	int status = project_find(&project, inv);

	if (!status)
		status = target_image_configure(inv, &project, NULL, &image);
	if (status)
		return status;
	text_init(&text, inv->arena);
	text_line(&text, "%s for %s on %s: %s", image.name, image.target, image.arch, image.folder);
	text_printf(&text, "next: mcfg build ");
	if (output)
		text_printf(&text, "-o %s ", shell_quote(inv->arena, output));
	else if (inv->values[OPTION_TARGET])
		text_printf(&text, "-t %s ", image.target);
	if (!output && inv->values[OPTION_ARCH])
		text_printf(&text, "--arch %s ", image.arch);
	text_line(&text, "%s", shell_quote(inv->arena, project.path));
	return print_out(&text);
}
