/* See cmd.h. */
#include "cli/cmd.h"
#include "cli/process.h"
#include "cli/target_image.h"

#include <string.h>

/* The target's template with the image's file in it, as words of a shell. */
static const char *command_line(const struct invocation *inv, const struct target_image *image)
{
	static const char *const names[] = { "@{image}", "@image" };
	const char *file = image->file;
	struct text text;

	/* The shell must not look it up in PATH, nor take it for an option. */
	if (*file != '/')
		file = arena_printf(inv->arena, "./%s", file);
	text_init(&text, inv->arena);
	text_puts(&text, "exec ");
	for (const char *at = image->run; *at;) {
		size_t i = 0;

		while (i < 2 && strncmp(at, names[i], strlen(names[i])))
			i++;
		if (i < 2)
			text_puts(&text, shell_quote(inv->arena, file));
		else
			text_putc(&text, *at);
		at += i < 2 ? strlen(names[i]) : 1;
	}
	if (image->takes_argv)
		text_puts(&text, " \"$@\"");
	return text_string(&text);
}

static int run(const struct invocation *inv, const struct target_image *image)
{
	VEC(const char *) argv = { 0 };

	*vec_push(inv->arena, &argv) = "sh";
	*vec_push(inv->arena, &argv) = "-c";
	*vec_push(inv->arena, &argv) = command_line(inv, image);
	*vec_push(inv->arena, &argv) = image->name;
	if (inv->values[OPTION_TRACE])
		*vec_push(inv->arena, &argv) =
		    arena_printf(inv->arena, "--trace=%s", inv->values[OPTION_TRACE]);
	for (char **argument = inv->arguments; *argument; argument++)
		*vec_push(inv->arena, &argv) = *argument;
	*vec_push(inv->arena, &argv) = NULL;
	return process_become(inv->arena, argv.items);
}

int cmd_run(const struct invocation *inv)
{
	struct target_image image;
	int status = target_image_update(inv, &image);

	if (!status && !*image.run)
		return usage_error(
		    inv, "target %s does not say how an image is run; `mcfg build` builds %s",
		    image.target, image.file);
	if (!status)
		status = target_image_make(inv, &image, true, inv->values[OPTION_TRACE] != NULL);
	return status ? status : run(inv, &image);
}
