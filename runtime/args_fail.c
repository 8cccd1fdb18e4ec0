/* What is said about options that are wrong. See args_private.h. */
#include "args_private.h"

#include "report.h"

#include <mcfg/decide.h>
#include <mcfg/platform.h>
#include <string.h>

static bool failed;

bool mcfg_args_failed(void)
{
	return failed;
}

void mcfg_args_begin(void)
{
	failed = false;
}

/* ---- the message that is being written ------------------------------------------------------- */

static struct mcfg_writer message;

static void put(const char *text)
{
	mcfg_write_string(&message, text);
}

static void put_foreign(const char *text, size_t len)
{
	mcfg_write_foreign(&message, text, len);
}

static void begin_message(const struct given *given)
{
	message.write = mcfg_platform_message;
	put(mcfg_image.name);
	put(": ");
	if (given) {
		put("option --");
		put_foreign(given->name, given->name_len);
		put(": ");
	}
}

static void begin_error(const struct given *given)
{
	failed = true;
	begin_message(given);
}

static void end_error(void)
{
	put("\n");
	mcfg_write_end(&message);
}

/* ---- what it says ---------------------------------------------------------------------------- */

void mcfg_args_fail_option(const struct given *given, const char *what)
{
	begin_error(given);
	put(what);
	end_error();
}

/* The option as it was given, and carets below the part of its value that is wrong. */
static void point_at(const struct given *given, const struct mcfg_value_error *error)
{
	const char *separator = given->name[given->name_len] == '=' ? "=" : " ";
	size_t before = 2 + 2 + mcfg_columns(given->name, given->name_len) + 1;
	size_t width = mcfg_columns(given->value + error->at, error->len);

	put("\n  --");
	put_foreign(given->name, given->name_len);
	put(separator);
	put_foreign(given->value, strlen(given->value));
	put("\n");
	mcfg_write_blanks(&message, before + mcfg_columns(given->value, error->at));
	put("^");
	while (width-- > 1)
		put("~");
}

void mcfg_args_fail_value(const struct given *given, const struct mcfg_option *option,
                          const struct mcfg_value_error *error)
{
	begin_error(given);
	if (option->type == MCFG_ENUM) {
		put("this is none of ");
		for (size_t i = 0; i < option->n_tags; i++) {
			put(i ? ", " : "");
			put(option->tags[i]);
		}
	} else {
		put(error->what);
	}
	point_at(given, error);
	end_error();
}

void mcfg_args_warn_deprecated(const struct given *given, const struct mcfg_option *option)
{
	begin_message(given);
	put("is deprecated: ");
	put(option->deprecated);
	end_error();
}

void mcfg_args_fail_word(const char *word)
{
	begin_error(NULL);
	put("this is not an option: ");
	put_foreign(word, strlen(word));
	end_error();
}

/* The names that an option can have: those of the open keys, the fixed ones, and our own. */
static const char *known_name(size_t i)
{
	static const char own[][8] = { "help", "version", "logs" };

	if (i < mcfg_image.n_options)
		return mcfg_image.options[i].name;
	i -= mcfg_image.n_options;
	return i < mcfg_image.n_fixed ? mcfg_image.fixed[i].name : own[i - mcfg_image.n_fixed];
}

void mcfg_args_fail_unknown(const struct given *given)
{
	const char *nearest =
	    mcfg_args_nearest(given->name, given->name_len,
	                      mcfg_image.n_options + mcfg_image.n_fixed + 3, known_name);
	begin_error(NULL);
	put("unknown option --");
	put_foreign(given->name, given->name_len);
	if (nearest) {
		put("; did you mean --");
		put(nearest);
		put("?");
	} else {
		put(" (--help lists all)");
	}
	end_error();
}

void mcfg_args_fail_fixed(const struct given *given, const struct mcfg_fixed *fixed)
{
	begin_error(given);
	put("was fixed when the image was configured, to ");
	put_foreign(fixed->value, strlen(fixed->value));
	end_error();
}

int mcfg_decide_failed(const char *why)
{
	begin_error(NULL);
	put(why);
	end_error();
	return MCFG_ARGS_USAGE;
}
