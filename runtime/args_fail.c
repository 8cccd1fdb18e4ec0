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

static struct mcfg_writer begin_message(const struct given *given)
{
	struct mcfg_writer writer = { .write = mcfg_platform_message };

	mcfg_write_string(&writer, mcfg_image.name);
	mcfg_write_string(&writer, ": ");
	if (given) {
		mcfg_write_string(&writer, "option --");
		mcfg_write_foreign(&writer, given->name, given->name_len);
		mcfg_write_string(&writer, ": ");
	}
	return writer;
}

static struct mcfg_writer begin_error(const struct given *given)
{
	failed = true;
	return begin_message(given);
}

static void end_error(struct mcfg_writer *writer)
{
	mcfg_write_string(writer, "\n");
	mcfg_write_end(writer);
}

void mcfg_args_fail_option(const struct given *given, const char *what)
{
	struct mcfg_writer writer = begin_error(given);

	mcfg_write_string(&writer, what);
	end_error(&writer);
}

/* The option as it was given, and carets below the part of its value that is wrong. */
static void point_at(struct mcfg_writer *writer, const struct given *given,
                     const struct mcfg_value_error *error)
{
	const char *separator = given->name[given->name_len] == '=' ? "=" : " ";
	size_t before = 2 + 2 + mcfg_columns(given->name, given->name_len) + 1;
	size_t width = mcfg_columns(given->value + error->at, error->len);

	mcfg_write_string(writer, "\n  --");
	mcfg_write_foreign(writer, given->name, given->name_len);
	mcfg_write_string(writer, separator);
	mcfg_write_foreign(writer, given->value, strlen(given->value));
	mcfg_write_string(writer, "\n");
	mcfg_write_blanks(writer, before + mcfg_columns(given->value, error->at));
	mcfg_write_string(writer, "^");
	while (width-- > 1)
		mcfg_write_string(writer, "~");
}

void mcfg_args_fail_value(const struct given *given, const struct mcfg_option *option,
                          const struct mcfg_value_error *error)
{
	struct mcfg_writer writer = begin_error(given);

	if (option->type == MCFG_ENUM) {
		mcfg_write_string(&writer, "this is none of ");
		for (size_t i = 0; i < option->n_tags; i++) {
			mcfg_write_string(&writer, i ? ", " : "");
			mcfg_write_string(&writer, option->tags[i]);
		}
	} else {
		mcfg_write_string(&writer, error->what);
	}
	point_at(&writer, given, error);
	end_error(&writer);
}

void mcfg_args_warn_deprecated(const struct given *given, const struct mcfg_option *option)
{
	struct mcfg_writer writer = begin_message(given);

	mcfg_write_string(&writer, "is deprecated: ");
	mcfg_write_string(&writer, option->deprecated);
	end_error(&writer);
}

void mcfg_args_fail_word(const char *word)
{
	struct mcfg_writer writer = begin_error(NULL);

	mcfg_write_string(&writer, "this is not an option: ");
	mcfg_write_foreign(&writer, word, strlen(word));
	end_error(&writer);
}

/* The names that an option can have: those of the open keys, the fixed ones, and our own. */
static const char *known_name(size_t i)
{
	static const char *const own[] = { "help", "version", "logs" };

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
	struct mcfg_writer writer = begin_error(NULL);

	mcfg_write_string(&writer, "unknown option --");
	mcfg_write_foreign(&writer, given->name, given->name_len);
	if (nearest) {
		mcfg_write_string(&writer, "; did you mean --");
		mcfg_write_string(&writer, nearest);
		mcfg_write_string(&writer, "?");
	} else {
		mcfg_write_string(&writer, " (--help lists all)");
	}
	end_error(&writer);
}

void mcfg_args_fail_fixed(const struct given *given, const struct mcfg_fixed *fixed)
{
	struct mcfg_writer writer = begin_error(given);

	mcfg_write_string(&writer, "was fixed when the image was configured, to ");
	mcfg_write_foreign(&writer, fixed->value, strlen(fixed->value));
	end_error(&writer);
}

int mcfg_decide_failed(const char *why)
{
	struct mcfg_writer writer = begin_error(NULL);

	mcfg_write_string(&writer, why);
	end_error(&writer);
	return MCFG_ARGS_USAGE;
}
