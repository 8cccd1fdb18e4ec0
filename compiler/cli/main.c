/* main.c - mcfg: finds the command and runs it. */
#include "cli/bug.h"
#include "cli/command.h"

#include "version.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int print_text(struct arena *arena, void (*print)(struct text *, const struct command *),
                      const struct command *command)
{
	struct text text;

	text_init(&text, arena);
	print(&text, command);
	return print_out(&text);
}

static void print_version(struct text *out, const struct command *command)
{
	(void)command;
	text_line(out, "mcfg %s", MCFG_VERSION);
}

static int unknown_command(const char *word)
{
	const char *names[64], *nearest;
	size_t n = 0;

	while (commands[n].name && n < 64) {
		names[n] = commands[n].name;
		n++;
	}
	nearest = diag_nearest(word, names, n);
	if (*word == '-')
		return usage_error(NULL, "`%s` stands before the command", word);
	if (nearest)
		return usage_error(NULL, "there is no command `%s`; did you mean %s?", word,
		                   nearest);
	return usage_error(NULL, "there is no command `%s`", word);
}

/* --man, --man COMMAND; --help, help, --help COMMAND. */
static int print_about(struct arena *arena, void (*print)(struct text *, const struct command *),
                       int argc, char **argv)
{
	const struct command *command = argc ? command_find(argv[0]) : NULL;

	if (argc && !command)
		return unknown_command(argv[0]);
	return print_text(arena, print, command);
}

static int run_command(struct arena *arena, const struct command *command, int argc, char **argv)
{
	struct invocation inv = { .arena = arena, .command = command };
	int status = invocation_parse(&inv, argc, argv);

	if (inv.values[OPTION_HELP])
		return print_text(arena, help_print, command);
	return status ? status : command->run(&inv);
}

static int run(struct arena *arena, int argc, char **argv)
{
	const char *word = argc ? argv[0] : NULL;
	const struct command *command;

	if (!word)
		return usage_error(NULL, "a command is missing");
	if (!strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help"))
		return print_about(arena, help_print, argc - 1, argv + 1);
	if (!strcmp(word, "--man"))
		return print_about(arena, man_print, argc - 1, argv + 1);
	if (!strcmp(word, "--version"))
		return print_text(arena, print_version, NULL);
	command = command_find(word);
	return command ? run_command(arena, command, argc - 1, argv + 1) : unknown_command(word);
}

/*
 * A file that is opened must not be taken for a closed standard input or output: messages would go
 * into it. Reading here ends at once, writing fails as it does on a closed one.
 */
static void fill_closed(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	struct arena arena;
	int status;

	/* A file that grows too large is an error of write, as a full disk is. */
	signal(SIGXFSZ, SIG_IGN);
	fill_closed();
	bug_watch(argc, argv);
	arena_init(&arena);
	status = argc ? run(&arena, argc - 1, argv + 1) : run(&arena, 0, argv);
	arena_fini(&arena);
	return status;
}
