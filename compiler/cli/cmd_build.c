/* See cmd.h. */
#include "cli/cmd.h"
#include "cli/target_image.h"

int cmd_build(const struct invocation *inv)
{
	struct target_image image;
	struct text text;
	int status = target_image_update(inv, &image);

	if (!status)
		status = target_image_make(inv, &image, false, NULL);
	if (status)
		return status;
	text_init(&text, inv->arena);
	text_line(&text, "%s", image.file);
	return print_out(&text);
}
