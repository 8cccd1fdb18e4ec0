/* See command.h: manual pages from the tables, in roff with the man macros (man(7)). */
#include "cli/command.h"

#include "version.h"

#include <ctype.h>
#include <string.h>

/* Text of which roff understands nothing; `words` in backticks become bold. */
static void plain(struct text *out, const char *text, size_t len)
{
	bool bold = false;

	for (size_t i = 0; i < len; i++)
		switch (text[i]) {
		case '`':
			bold = !bold;
			text_puts(out, bold ? "\\fB" : "\\fR");
			break;
		case '\\': text_puts(out, "\\e"); break;
		case '-': text_puts(out, "\\-"); break;
		case '.':
		case '\'':
			/* One of these that began a line would be a request. */
			if (!i || text[i - 1] == '\n')
				text_puts(out, "\\&");
			text_putc(out, text[i]);
			break;
		default: text_putc(out, text[i]);
		}
}

static void words(struct text *out, const char *text)
{
	plain(out, text, strlen(text));
}

static void paragraphs(struct text *out, const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t len = end ? (size_t)(end - text) : strlen(text);

		plain(out, text, len);
		text_putc(out, '\n');
		text += len;
		if (end) {
			text_puts(out, ".PP\n");
			text += 2;
		}
	}
}

static void upper(struct text *out, const char *text)
{
	for (; *text; text++)
		text_putc(out, (char)toupper((unsigned char)*text));
}

/* The title line and NAME. */
static void head(struct text *out, const char *name, const char *summary)
{
	text_puts(out, ".TH ");
	upper(out, name);
	text_puts(out, " 1 \"\" \"mcfg " MCFG_VERSION "\" \"mcfg manual\"\n.nh\n.SH NAME\n");
	words(out, name);
	text_puts(out, " \\- ");
	words(out, summary);
	text_puts(out, "\n.SH SYNOPSIS\n");
}

static void option(struct text *out, const struct option_spec *spec)
{
	text_puts(out, ".TP\n");
	if (spec->letter) {
		text_printf(out, "\\fB\\-%c\\fR", spec->letter);
		if (spec->docv)
			text_printf(out, " \\fI%s\\fR", spec->docv);
		text_puts(out, ", ");
	}
	text_puts(out, "\\fB\\-\\-");
	words(out, spec->name);
	text_puts(out, "\\fR");
	if (spec->docv)
		text_printf(out, "=\\fI%s\\fR", spec->docv);
	text_putc(out, '\n');
	words(out, spec->doc);
	text_putc(out, '\n');
}

static void rows(struct text *out, const char *heading, const struct help_row *row)
{
	text_printf(out, ".SH %s\n", heading);
	for (; row->term; row++) {
		text_puts(out, ".TP\n.B ");
		words(out, row->term);
		text_putc(out, '\n');
		words(out, row->text);
		text_putc(out, '\n');
	}
}

static void see_also(struct text *out, const struct command *but)
{
	const char *separator = "";

	text_puts(out, ".SH SEE ALSO\n");
	if (but) {
		text_puts(out, "\\fBmcfg\\fR(1)");
		separator = ", ";
	}
	for (const struct command *command = commands; command->name; command++) {
		if (command == but)
			continue;
		text_printf(out, "%s\\fBmcfg\\-%s\\fR(1)", separator, command->name);
		separator = ", ";
	}
	text_putc(out, '\n');
}

static void overview(struct text *out)
{
	head(out, "mcfg", "put an application together out of devices");
	text_puts(out, "\\fBmcfg\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIFILE.mcfg\\fR]\n"
	               ".SH DESCRIPTION\n");
	paragraphs(out, help_overview);
	text_puts(out, ".SH COMMANDS\n");
	for (const struct command *command = commands; command->name; command++) {
		text_printf(out, ".TP\n\\fBmcfg\\-%s\\fR(1)\n", command->name);
		words(out, command->summary);
		text_putc(out, '\n');
	}
}

static void page(struct text *out, const struct command *command)
{
	head(out, arena_printf(out->arena, "mcfg-%s", command->name), command->summary);
	text_printf(out, "\\fBmcfg %s\\fR [\\fIOPTION\\fR...]", command->name);
	if (*command->operand)
		text_printf(out, " \\fI%s\\fR", command->operand);
	text_puts(out, command->takes_arguments ? " [\\-\\- \\fIARGUMENT\\fR...]\n" : "\n");
	text_puts(out, ".SH DESCRIPTION\n");
	paragraphs(out, command->description);
	text_puts(out, ".SH OPTIONS\n");
	for (size_t i = 0; i < N_OPTIONS; i++)
		if ((command->options | OPTION_BIT(HELP)) >> i & 1)
			option(out, &option_specs[i]);
	if (command->takes_keys) {
		text_puts(out, ".TP\n\\fB\\-\\-\\fIKEY\\fR=\\fIVALUE\\fR\n");
		words(out, help_keys);
		text_putc(out, '\n');
	}
	text_puts(out, ".SH EXAMPLE\n.EX\nmcfg ");
	words(out, command->example);
	text_puts(out, "\n.EE\n");
}

void man_print(struct text *out, const struct command *command)
{
	if (command)
		page(out, command);
	else
		overview(out);
	rows(out, "ENVIRONMENT", help_variables);
	rows(out, "EXIT STATUS", help_statuses);
	see_also(out, command);
}
