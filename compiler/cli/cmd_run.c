/* See cmd.h. */
#include "cli/cmd.h"
#include "cli/console.h"
#include "cli/process.h"
#include "cli/run_command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The image's options: what stands after `--`, and what mcfg's own stand for. */
static char **options(const struct invocation *inv)
{
	VEC(char *) words = { 0 };

	if (inv->values[OPTION_TRACE])
		*vec_push(inv->arena, &words) =
		    arena_printf(inv->arena, "--trace=%s", inv->values[OPTION_TRACE]);
	for (char **argument = inv->arguments; *argument; argument++)
		*vec_push(inv->arena, &words) = *argument;
	*vec_push(inv->arena, &words) = NULL;
	return words.items;
}

/* The command with the options as arguments of the shell, whose $0 is the image's name. */
static int run_shell(const struct invocation *inv, const struct target_image *image,
                     const struct run_words *words, const char *command)
{
	VEC(const char *) argv = { 0 };

	*vec_push(inv->arena, &argv) = "sh";
	*vec_push(inv->arena, &argv) = "-c";
	*vec_push(inv->arena, &argv) = command;
	*vec_push(inv->arena, &argv) = image->name;
	for (char *const *option = words->options; *option; option++)
		*vec_push(inv->arena, &argv) = *option;
	*vec_push(inv->arena, &argv) = NULL;
	if (image->says_status)
		return console_run(inv->arena, argv.items);
	return process_become(inv->arena, argv.items);
}

/* Says whether a debugger can wait for it: the command is asked, with an empty socket. */
static int ask_for_debugger(const struct invocation *inv, const struct target_image *image,
                            const char *command)
{
	const char *const argv[] = { "sh", "-c", command, image->name, NULL };

	return process_run(inv->arena, argv, true);
}

/* What the target cannot is said before anything is built. Returns an exit status. */
static int check(const struct invocation *inv, const struct target_image *image,
                 const struct run_words *words)
{
	struct run_words tried = *words;
	const char *command;

	if (!*image->run)
		return usage_error(
		    inv, "target %s does not say how an image is run; `mcfg build` builds %s",
		    image->target, image->file);
	tried.gdb = inv->values[OPTION_GDB] ? "" : NULL;
	command = run_command(inv->arena, image, &tried);
	if (!command)
		return EXIT_WRONG;
	if (tried.n_attached && !tried.has_attach)
		return usage_error(inv,
		                   "target %s attaches nothing: an image for it opens files and "
		                   "network interfaces itself, by the names that it was given",
		                   image->target);
	if (tried.gdb && !tried.has_gdb)
		return usage_error(inv, "target %s cannot let a debugger wait", image->target);
	return tried.gdb ? ask_for_debugger(inv, image, command) : EXIT_GOOD;
}

/* A folder for the socket over which a debugger is met; nothing of it stays. */
static int run_debugged(const struct invocation *inv, struct target_image *image,
                        struct run_words *words)
{
	const char *tmp = getenv("TMPDIR");
	char *folder = arena_printf(inv->arena, "%s/mcfg-gdb.XXXXXX", tmp && *tmp ? tmp : "/tmp");
	const char *command;
	int status = EXIT_WRONG;

	if (!mkdtemp(folder))
		return world_error("%s: %s", folder, strerror(errno));
	if (image->elf != image->file)
		image->elf = path_join(inv->arena, image->folder, "obj-debug/image.elf");
	words->gdb = arena_printf(inv->arena, "%s/gdb", folder);
	command = run_command(inv->arena, image, words);
	if (command)
		status = run_shell(inv, image, words, command);
	unlink(words->gdb);
	rmdir(folder);
	return status;
}

/* What a debugger is to see is built for that. */
static const char *mode(const struct invocation *inv)
{
	if (inv->values[OPTION_GDB])
		return "DEBUG=1";
	return inv->values[OPTION_TRACE] ? "TRACE=1" : NULL;
}

int cmd_run(const struct invocation *inv)
{
	struct run_words words = {
		.options = options(inv),
		.attached = inv->attached.items,
		.n_attached = inv->attached.n,
	};
	struct target_image image;
	const char *command;
	int status = target_image_update(inv, &image);

	if (!status)
		status = check(inv, &image, &words);
	if (!status)
		status = target_image_make(inv, &image, true, mode(inv));
	if (status)
		return status;
	if (inv->values[OPTION_GDB])
		return run_debugged(inv, &image, &words);
	command = run_command(inv->arena, &image, &words);
	return command ? run_shell(inv, &image, &words, command) : EXIT_WRONG;
}
