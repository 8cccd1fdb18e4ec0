/* What --help and --version answer. See args.h. */
#include "args.h"

#include "report.h"

#include <mcfg/log.h>
#include <mcfg/platform.h>
#include <string.h>

enum {
	LEFT = 2,   /* where options begin */
	RIGHT = 26, /* where their texts do */
	WIDTH = 80
};

/* Text that is broken between words, with its lines beginning at RIGHT. */
struct wrap {
	struct mcfg_writer writer;
	size_t column;
};

static void to_console(const void *text, size_t len)
{
	mcfg_platform_console_write(text, len);
}

static void new_line(struct wrap *wrap)
{
	mcfg_write_string(&wrap->writer, "\n");
	wrap->column = 0;
}

/* Adds as it stands. */
static void add(struct wrap *wrap, const char *text, size_t len)
{
	mcfg_write_foreign(&wrap->writer, text, len);
	wrap->column += mcfg_columns(text, len);
}

static void add_string(struct wrap *wrap, const char *string)
{
	add(wrap, string, strlen(string));
}

/* Adds a word, with a blank before it or on a new line. */
static void add_word(struct wrap *wrap, const char *word, size_t len)
{
	if (wrap->column > RIGHT && wrap->column + 1 + mcfg_columns(word, len) > WIDTH)
		new_line(wrap);
	if (wrap->column > RIGHT)
		add(wrap, " ", 1);
	while (wrap->column < RIGHT)
		add(wrap, " ", 1);
	add(wrap, word, len);
}

static void add_words(struct wrap *wrap, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, " \t\r\n");

		if (len > 0)
			add_word(wrap, text, len);
		text += len + (text[len] != '\0');
	}
}

/* What stands for the value: the author's word, the names to choose from, or the type's name. */
static void add_docv(struct wrap *wrap, const struct mcfg_option *option)
{
	const char *type = mcfg_type_name(option->type);

	if (option->docv) {
		add_string(wrap, option->docv);
		return;
	}
	if (option->type == MCFG_ENUM) {
		for (size_t i = 0; i < option->n_tags; i++) {
			add_string(wrap, i ? "|" : "");
			add_string(wrap, option->tags[i]);
		}
		return;
	}
	for (; *type; type++) {
		char upper = (char)(*type >= 'a' && *type <= 'z' ? *type - 'a' + 'A' : *type);

		add(wrap, &upper, 1);
	}
}

static void add_name(struct wrap *wrap, const struct mcfg_option *option)
{
	bool may_stand_alone = option->type == MCFG_BOOL;

	mcfg_write_blanks(&wrap->writer, LEFT);
	wrap->column = LEFT;
	add_string(wrap, "--");
	add_string(wrap, option->name);
	add_string(wrap, may_stand_alone ? "[=" : "=");
	add_docv(wrap, option);
	add_string(wrap, may_stand_alone ? "]" : "");
	if (wrap->column >= RIGHT)
		new_line(wrap);
}

/* "(port list, repeatable, default 80)": the type, its shape, and the default. */
static void add_facts(struct wrap *wrap, const struct mcfg_option *option)
{
	static const char *const shapes[] = {
		[MCFG_ONE] = "", [MCFG_OPTION] = " option", [MCFG_LIST] = " list, repeatable"
	};
	const char *type = option->type == MCFG_ENUM ? "a name" : mcfg_type_name(option->type);
	char facts[64];
	size_t len = 0;

	facts[len++] = '(';
	for (const char *part = type; *part; part++)
		facts[len++] = *part;
	for (const char *part = shapes[option->shape]; *part; part++)
		facts[len++] = *part;
	memcpy(facts + len, ",", 2);
	if (option->deprecated) {
		add_words(wrap, "Deprecated:");
		add_words(wrap, option->deprecated);
	}
	add_words(wrap, facts);
	if (!option->default_text) {
		add_words(wrap, "required)");
		return;
	}
	add_words(wrap, "default");
	if (*option->default_text)
		add_word(wrap, option->default_text, strlen(option->default_text));
	else
		add_words(wrap, option->type == MCFG_STRING && !option->shape ? "\"\"" : "none");
	add_string(wrap, ")");
}

static void add_option(struct wrap *wrap, const struct mcfg_option *option)
{
	add_name(wrap, option);
	add_words(wrap, option->doc);
	add_facts(wrap, option);
	new_line(wrap);
}

static bool same_section(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Was the section of option `n` that of an option before it? */
static bool section_done(size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (same_section(mcfg_image.options[i].section, mcfg_image.options[n].section))
			return true;
	return false;
}

static void add_section(struct wrap *wrap, const char *section)
{
	new_line(wrap);
	add_string(wrap, section ? section : "Options");
	add_string(wrap, ":");
	new_line(wrap);
	for (size_t i = 0; i < mcfg_image.n_options; i++)
		if (same_section(mcfg_image.options[i].section, section))
			add_option(wrap, &mcfg_image.options[i]);
}

/* Is there an option to which --no-OPTION says something? */
static bool any_without(void)
{
	for (size_t i = 0; i < mcfg_image.n_options; i++)
		if (mcfg_image.options[i].type == MCFG_BOOL || mcfg_image.options[i].shape)
			return true;
	return false;
}

/* Nothing is said where no option changes it. */
static bool has_logs(const char **preset)
{
	bool fixed;

	*preset = mcfg_log_preset(&fixed);
	return mcfg_log_any() && !fixed;
}

static void begin_own_option(struct wrap *wrap, const char *name, const char *doc)
{
	mcfg_write_blanks(&wrap->writer, LEFT);
	wrap->column = LEFT;
	add_string(wrap, name);
	add_words(wrap, doc);
}

static void add_own_option(struct wrap *wrap, const char *name, const char *doc)
{
	begin_own_option(wrap, name, doc);
	new_line(wrap);
}

static void add_logs(struct wrap *wrap, const char *preset)
{
	begin_own_option(wrap, "-l, --logs=LEVELS",
	                 "Says which messages to write: PATTERN:LEVEL,... or LEVEL, which is "
	                 "quiet, error, warning, info or debug.");
	add_words(wrap, "(default");
	add_words(wrap, preset);
	add_string(wrap, ")");
	new_line(wrap);
}

static void add_own(struct wrap *wrap)
{
	const char *preset;

	new_line(wrap);
	if (any_without())
		add_own_option(wrap, "--no-OPTION",
		               "Gives a bool false, an option none, and a list no values.");
	add_own_option(wrap, "--help", "Shows this text.");
	add_own_option(wrap, "--version", "Shows which image this is.");
	if (has_logs(&preset))
		add_logs(wrap, preset ? preset : "warning");
}

void mcfg_args_help(void)
{
	struct wrap wrap = { .writer = { .write = to_console } };
	bool named = false; /* was there a heading? Options without a section come first */

	add_string(&wrap, "usage: ");
	add_string(&wrap, mcfg_image.name);
	add_string(&wrap, " [--OPTION=VALUE]...");
	new_line(&wrap);
	for (size_t i = 0; i < mcfg_image.n_options && !named; i++) {
		named = !mcfg_image.options[i].section;
		if (named)
			add_section(&wrap, NULL);
	}
	for (size_t i = 0; i < mcfg_image.n_options; i++)
		if (mcfg_image.options[i].section && !section_done(i))
			add_section(&wrap, mcfg_image.options[i].section);
	add_own(&wrap);
	mcfg_write_end(&wrap.writer);
}

void mcfg_args_version(void)
{
	struct wrap wrap = { .writer = { .write = to_console } };

	add_string(&wrap, mcfg_image.name);
	if (mcfg_image.made_by) {
		add_string(&wrap, ", made by ");
		add_string(&wrap, mcfg_image.made_by);
	}
	new_line(&wrap);
	mcfg_write_end(&wrap.writer);
}
