/* See command.h. */
#include "cli/command.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int print_out(const struct text *text)
{
	/* A reader that went away is an error of write, as a full disk is. */
	void (*before)(int) = signal(SIGPIPE, SIG_IGN);
	bool failed =
	    fwrite(text_string(text), 1, text->len, stdout) != text->len || fflush(stdout) != 0;
	int error = errno;

	signal(SIGPIPE, before);
	return failed ? world_error("standard output: %s", strerror(error)) : EXIT_GOOD;
}

/* What a user named may hold anything; a terminal gets to see it, and does not obey it. */
static const char *visible(struct arena *arena, const char *format, va_list args)
{
	struct text text;

	text_init(&text, arena);
	text_visible(&text, arena_vprintf(arena, format, args));
	return text_string(&text);
}

static void say(const char *prefix, const char *format, va_list args)
{
	struct arena arena;

	arena_init(&arena);
	fprintf(stderr, "%s%s\n", prefix, visible(&arena, format, args));
	arena_fini(&arena);
}

/* What was typed may be of any length, and tells nobody more from some length on. */
static void say_bounded(const char *format, va_list args)
{
	enum { MOST_WORD = 200, MOST_MESSAGE = 2000 };
	struct arena arena;
	struct text text;

	arena_init(&arena);
	text_init(&text, &arena);
	text_puts(&text, "mcfg: ");
	text_bounded(&text, visible(&arena, format, args), MOST_WORD, MOST_MESSAGE);
	text_putc(&text, '\n');
	fputs(text_string(&text), stderr);
	arena_fini(&arena);
}

int usage_error(const struct invocation *inv, const char *format, ...)
{
	const char *name = inv && inv->command ? inv->command->name : "";
	va_list args;

	fflush(stdout);
	va_start(args, format);
	say_bounded(format, args);
	va_end(args);
	fprintf(stderr, "Try `mcfg %s%s--help`.\n", name, *name ? " " : "");
	return EXIT_USAGE;
}

int world_error(const char *format, ...)
{
	va_list args;

	fflush(stdout);
	va_start(args, format);
	say("mcfg: ", format, args);
	va_end(args);
	return EXIT_WORLD;
}

void hint(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say("hint: ", format, args);
	va_end(args);
}

static bool is_safe(const char *word)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	                           "_-./,:=+@%";

	return *word && word[strspn(word, safe)] == '\0';
}

const char *shell_quote(struct arena *arena, const char *word)
{
	struct text quoted;

	if (is_safe(word))
		return word;
	text_init(&quoted, arena);
	text_putc(&quoted, '\'');
	for (const char *at = word; *at; at++)
		if (*at == '\'')
			text_puts(&quoted, "'\\''");
		else
			text_putc(&quoted, *at);
	text_putc(&quoted, '\'');
	return text_string(&quoted);
}
