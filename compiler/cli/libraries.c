/* See libraries.h. */
#include "cli/libraries.h"

#include "cli/depends.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *libraries_program(void)
{
	const char *given = getenv("PKG_CONFIG");

	return given && *given ? given : "pkg-config";
}

void libraries_look_elsewhere(const struct analysis *a)
{
	const char *cc = a->c.image->arch->cc, *dash = strrchr(cc, '-');

	if (dash && depends_is_cross(a))
		setenv("PKG_CONFIG_LIBDIR",
		       arena_printf(a->inv->arena, "/usr/lib/%.*s/pkgconfig:/usr/share/pkgconfig",
		                    (int)(dash - cc), cc),
		       false);
}

static void put_shell_word(struct text *text, const char *word)
{
	text_puts(text, " '");
	for (; *word; word++)
		text_puts(text, *word == '\'' ? "'\\''" : (const char[]){ *word, '\0' });
	text_putc(text, '\'');
}

/* The first line that a command prints; null if it fails. */
static char *first_line(struct arena *arena, const char *command)
{
	FILE *stream = popen(command, "r");
	char *line = NULL;
	size_t cap = 0;
	ssize_t len = stream ? getline(&line, &cap, stream) : -1;
	char *copy = NULL;

	if (len > 0)
		copy = arena_strndup(arena, line, strcspn(line, "\n"));
	free(line);
	return stream && !pclose(stream) ? copy : NULL;
}

void libraries_cflags(const struct analysis *a, struct map *cflags)
{
	struct arena *arena = a->inv->arena;

	for (size_t i = 0; i < a->c.image->packages.n; i++) {
		const struct package_need *need = a->c.image->packages.items[i];
		package_words words = { 0 };
		struct text text;
		char *flags;

		if (need->kind != PACKAGE_PKG_CONFIG)
			continue;
		libraries_look_elsewhere(a);
		package_need_words(need, arena, &words);
		text_init(&text, arena);
		text_printf(&text, "%s --cflags", libraries_program());
		for (size_t j = 0; j < words.n; j++)
			put_shell_word(&text, words.items[j]);
		text_puts(&text, " 2>/dev/null");
		flags = first_line(arena, text_string(&text));
		if (flags)
			map_set(arena, cflags, need->name, flags);
	}
}
