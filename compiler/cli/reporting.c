/* See reporting.h. */
#include "cli/reporting.h"

#include "cli/analysis.h"
#include "emit/diagnostics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- options --------------------------------------------------------------------------------- */

static int unknown_check(const struct invocation *inv, const char *name)
{
	const char *nearest = check_nearest(name);

	if (nearest)
		return usage_error(inv, "there is no check %s; did you mean %s?", name, nearest);
	return usage_error(inv, "there is no check %s; `mcfg explain` lists them", name);
}

static void choose(struct invocation *inv, enum check check, enum severity severity)
{
	*vec_push(inv->arena, &inv->choices) = (struct check_choice){ check, severity };
}

int reporting_choose(struct invocation *inv, enum severity severity, const char *value)
{
	enum check check;

	if (severity == SEVERITY_WARNING && !strncmp(value, "no-", 3)) {
		severity = SEVERITY_OFF;
		value += 3;
	}
	if (!strcmp(value, "all")) {
		for (unsigned i = 0; i < N_CHECKS; i++)
			if (check_infos[i].severity == SEVERITY_WARNING)
				choose(inv, (enum check)i, severity);
		return EXIT_GOOD;
	}
	if (!check_find(value, &check))
		return unknown_check(inv, value);
	if (check_infos[check].severity == SEVERITY_ERROR && severity != SEVERITY_ERROR)
		return usage_error(inv, "%s is always an error: no image can be made without it",
		                   value);
	choose(inv, check, severity);
	return EXIT_GOOD;
}

static const char *const colors[] = { "auto", "always", "never", NULL };
static const char *const forms[] = { "text", "json", "sarif", NULL };

static int is_one_of(const struct invocation *inv, enum option option, const char *const *words,
                     const char *value)
{
	for (size_t i = 0; words[i]; i++)
		if (!strcmp(words[i], value))
			return EXIT_GOOD;
	return usage_error(inv, "--%s takes %s, %s or %s, not `%s`", option_specs[option].name,
	                   words[0], words[1], words[2], value);
}

int reporting_is_color(const struct invocation *inv, const char *value)
{
	return is_one_of(inv, OPTION_COLOR, colors, value);
}

int reporting_is_form(const struct invocation *inv, const char *value)
{
	return is_one_of(inv, OPTION_DIAGNOSTICS, forms, value);
}

/* ---- before and after the compilation -------------------------------------------------------- */

static bool wants_colour(const char *when)
{
	const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");

	if (when && strcmp(when, "auto") != 0)
		return !strcmp(when, "always");
	return !(no_color && *no_color) && terminal && strcmp(terminal, "dumb") != 0 &&
	       isatty(STDERR_FILENO);
}

void reporting_begin(struct analysis *a)
{
	const struct invocation *inv = a->inv;
	struct diags *diags = &a->c.diags;

	for (size_t i = 0; a->record && i < a->record->choices.n; i++)
		diags->severities[a->record->choices.items[i].check] =
		    a->record->choices.items[i].severity;
	for (size_t i = 0; i < inv->choices.n; i++)
		diags->severities[inv->choices.items[i].check] = inv->choices.items[i].severity;
	diags->colour = wants_colour(inv->values[OPTION_COLOR]);
}

void reporting_print(struct analysis *a)
{
	const char *form = a->inv->values[OPTION_DIAGNOSTICS];
	struct diags *diags = &a->c.diags;
	struct text text;

	text_init(&text, &a->c.arena);
	if (form && !strcmp(form, "json"))
		diagnostics_json(diags, &text);
	else if (form && !strcmp(form, "sarif"))
		diagnostics_sarif(diags, &text);
	else
		diags_print(diags, &text);
	fflush(stdout);
	fwrite(text_string(&text), 1, text.len, stderr);
}
