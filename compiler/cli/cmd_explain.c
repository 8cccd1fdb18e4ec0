/* See cmd.h. The texts' form: base/check_texts.h. */
#include "cli/cmd.h"
#include "cli/project.h"

#include "base/check_texts.h"

#include <string.h>

static const char *severity_word(enum severity severity)
{
	return severity == SEVERITY_ERROR ? "error" : "warning";
}

static int write_all(const struct invocation *inv)
{
	struct text text;

	text_init(&text, inv->arena);
	for (size_t i = 0; i < N_CHECKS; i++)
		text_printf(&text, "%-20s %-8s %s\n", check_infos[i].name,
		            severity_word(check_infos[i].severity), check_infos[i].summary);
	return print_out(&text);
}

static const char *text_of(const char *name)
{
	for (const struct check_text *at = check_texts; at->name; at++)
		if (!strcmp(at->name, name))
			return at->text;
	return "";
}

/* "=== cured app.mcfg" as a heading; whether the cures have begun is in `cured`. */
static void write_heading(struct text *out, const char *line, size_t len, bool *cured)
{
	static const char cure[] = "cured ";
	bool is_cure = len > 6 && !strncmp(line, cure, 6);

	if (is_cure && !*cured)
		text_puts(out, "\nInstead:\n");
	if (is_cure) {
		*cured = true;
		line += 6;
		len -= 6;
	}
	text_puts(out, line[0] == '$' ? "\n    " : "\n  ");
	text_add(out, line, len);
	text_puts(out, line[0] == '$' ? "\n" : ":\n");
}

/* The meaning as it stands; the files of the example set in. */
static void write_explanation(struct text *out, const char *text)
{
	bool in_example = false, cured = false;

	while (*text) {
		size_t len = strcspn(text, "\n");

		if (len > 4 && !strncmp(text, "=== ", 4)) {
			write_heading(out, text + 4, len - 4, &cured);
			in_example = true;
		} else {
			text_puts(out, in_example && len ? "    " : "");
			text_add(out, text, len);
			text_putc(out, '\n');
		}
		text += len + (text[len] == '\n');
	}
}

/* No check, and no configuration in which a device could be called so. */
static int unknown_check(const struct invocation *inv)
{
	const char *nearest = check_nearest(inv->operand);

	if (nearest)
		return usage_error(inv, "there is no check %s; did you mean %s?", inv->operand,
		                   nearest);
	return usage_error(inv,
	                   "there is no check %s; `mcfg explain` lists them, and for a device "
	                   "name its configuration too",
	                   inv->operand);
}

static int explain_device(const struct invocation *inv)
{
	bool named = inv->operands.n > 1 || inv->values[OPTION_OUTPUT];

	/* A check that is misspelt is more than a folder with one configuration in it. */
	if (!named && (check_nearest(inv->operand) || !project_is_alone(inv)))
		return unknown_check(inv);
	return cmd_why(inv);
}

int cmd_explain(const struct invocation *inv)
{
	enum check check;
	struct text text;

	if (!inv->operand)
		return write_all(inv);
	/* With a configuration a device is meant; without one, a check where there is one. */
	if (inv->operands.n > 1 || !check_find(inv->operand, &check))
		return explain_device(inv);
	text_init(&text, inv->arena);
	text_line(&text, "%s (%s): %s", check_infos[check].name,
	          severity_word(check_infos[check].severity), check_infos[check].summary);
	text_putc(&text, '\n');
	write_explanation(&text, text_of(check_infos[check].name));
	return print_out(&text);
}
