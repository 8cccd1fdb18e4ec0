/* See command.h: help from the tables, wrapped to 80 columns. */
#include "cli/command.h"

#include "base/utf8.h"

#include <string.h>

enum {
	WIDTH = 80,
	TERM_WIDTH = 22 /* the column in which the text of an option begins */
};

/* Adds words to the line that has `column` columns already; further lines begin with `indent`
 * blanks. */
static void wrap(struct text *out, const char *words, size_t len, size_t column, size_t indent)
{
	bool first = true;

	for (size_t at = 0; at < len;) {
		size_t end = at + strcspn(words + at, " \n");

		if (end > len)
			end = len;
		if (!first && column + 1 + (end - at) > WIDTH) {
			text_printf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!first) {
			text_putc(out, ' ');
			column++;
		}
		text_add(out, words + at, end - at);
		column += end - at;
		first = false;
		at = end + (end < len);
	}
	text_putc(out, '\n');
}

static void paragraphs(struct text *out, const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t len = end ? (size_t)(end - text) : strlen(text);

		wrap(out, text, len, 0, 0);
		text += len;
		if (end) {
			text_putc(out, '\n');
			text += 2;
		}
	}
}

/* `  TERM   text`, the text wrapped in its own column. */
static void row(struct text *out, const char *term, const char *text)
{
	size_t len = strlen(term);

	text_printf(out, "  %s", term);
	if (len + 4 > TERM_WIDTH)
		text_printf(out, "\n%*s", TERM_WIDTH, "");
	else
		text_printf(out, "%*s", (int)(TERM_WIDTH - len - 2), "");
	wrap(out, text, strlen(text), TERM_WIDTH, TERM_WIDTH);
}

static void rows(struct text *out, const char *heading, const struct help_row *row_of)
{
	text_printf(out, "\n%s:\n", heading);
	for (; row_of->term; row_of++)
		row(out, row_of->term, row_of->text);
}

/* "-t, --target=TARGET" */
static const char *option_term(struct arena *arena, const struct option_spec *spec)
{
	const char *equals = spec->docv ? "=" : "", *docv = spec->docv ? spec->docv : "";

	if (spec->letter)
		return arena_printf(arena, "-%c, --%s%s%s", spec->letter, spec->name, equals, docv);
	return arena_printf(arena, "--%s%s%s", spec->name, equals, docv);
}

static void overview(struct text *out)
{
	text_puts(out, "usage: mcfg COMMAND [OPTION...] [FILE.mcfg]\n\n");
	paragraphs(out, help_overview);
	text_puts(out, "\ncommands:\n");
	for (const struct command *command = commands; command->name; command++)
		row(out, command->name, command->summary);
	text_puts(out, "\noptions:\n");
	row(out, "-h, --help", "Shows this help; after a COMMAND, that of the command.");
	row(out, "--man [COMMAND]", "Writes the manual page in roff.");
	row(out, "--version", "Shows the version.");
	rows(out, "environment", help_variables);
	rows(out, "exit status", help_statuses);
}

void help_print(struct text *out, const struct command *command)
{
	if (!command) {
		overview(out);
		return;
	}
	text_printf(out, "usage: mcfg %s [OPTION...]%s%s%s\n\n", command->name,
	            *command->operand ? " " : "", command->operand,
	            command->takes_arguments ? " [-- ARGUMENT...]" : "");
	paragraphs(out, command->description);
	text_puts(out, "\noptions:\n");
	for (size_t i = 0; i < N_OPTIONS; i++)
		if ((command->options | OPTION_BIT(HELP)) >> i & 1)
			row(out, option_term(out->arena, &option_specs[i]), option_specs[i].doc);
	if (command->takes_keys)
		row(out, "--KEY=VALUE", help_keys);
	text_printf(out, "\nexample:\n  mcfg %s\n", command->example);
}
