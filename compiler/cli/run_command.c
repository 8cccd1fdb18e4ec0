/* run_command.c - see run_command.h. */
#include "cli/run_command.h"

#include <string.h>

/* A word in single quotes, which a shell and a guest's command line read alike. */
static void put_quoted(struct text *out, const char *word)
{
	text_putc(out, '\'');
	for (; *word; word++)
		if (*word == '\'')
			text_puts(out, "'\\''");
		else
			text_putc(out, *word);
	text_putc(out, '\'');
}

/* Without blanks, quotes and backslashes a word is one as it stands; `--` alone would not be an
 * option. */
static bool is_plain(const char *word)
{
	return *word && !word[strcspn(word, " \t\r\n'\"\\")] && strcmp(word, "--") != 0;
}

const char *run_cmdline(struct arena *arena, char *const *options)
{
	struct text text;

	if (!*options)
		return "";
	text_init(&text, arena);
	text_puts(&text, "--");
	for (; *options; options++) {
		text_putc(&text, ' ');
		if (is_plain(*options))
			text_puts(&text, *options);
		else
			put_quoted(&text, *options);
	}
	return text_string(&text);
}

/* A file that the shell must not look up in PATH, nor take for an option. */
static const char *as_path(struct arena *arena, const char *file)
{
	return *file == '/' ? file : arena_printf(arena, "./%s", file);
}

/* The text of one word of the template, "" for @{gdb} without a debugger; null: there is none. */
static const char *word_text(struct arena *arena, const struct target_image *image,
                             struct run_words *words, const char *word)
{
	if (!strcmp(word, "image"))
		return as_path(arena, image->file);
	if (!strcmp(word, "elf"))
		return as_path(arena, image->elf);
	if (!strcmp(word, "name"))
		return image->name;
	if (!strcmp(word, "arch"))
		return image->arch;
	if (!strcmp(word, "root"))
		return image->root;
	if (!strcmp(word, "cmdline"))
		return run_cmdline(arena, words->options);
	return NULL;
}

/* Adds what a word stands for. */
static bool put_word(struct text *out, const struct target_image *image, struct run_words *words,
                     const char *word)
{
	const char *text = word_text(out->arena, image, words, word);

	if (!strcmp(word, "gdb")) {
		words->has_gdb = true;
		if (words->gdb)
			text_printf(out, "--gdb %s %s", shell_quote(out->arena, words->gdb),
			            shell_quote(out->arena, as_path(out->arena, image->elf)));
		return true;
	}
	if (!strcmp(word, "attach")) {
		words->has_attach = true;
		for (size_t i = 0; i < words->n_attached; i++)
			text_printf(out, "%s ", shell_quote(out->arena, words->attached[i]));
		return true;
	}
	if (text)
		text_puts(out, shell_quote(out->arena, text));
	else
		usage_error(NULL, "target %s: its run command has an unknown word @{%s}",
		            image->target, word);
	return text != NULL;
}

const char *run_command(struct arena *arena, const struct target_image *image,
                        struct run_words *words)
{
	struct text out;
	bool good = true;

	text_init(&out, arena);
	text_puts(&out, "exec ");
	for (const char *at = image->run; *at && good;) {
		size_t len = strncmp(at, "@{", 2) ? 0 : strcspn(at, "}");

		if (len && at[len]) {
			good = put_word(&out, image, words, arena_strndup(arena, at + 2, len - 2));
			at += len + 1;
		} else if (!strncmp(at, "@image", 6)) {
			good = put_word(&out, image, words, "image");
			at += 6;
		} else {
			text_putc(&out, *at++);
		}
	}
	if (image->takes_argv)
		text_puts(&out, " \"$@\"");
	return good ? text_string(&out) : NULL;
}
