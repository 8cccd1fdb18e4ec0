/* Reads the options of an image. See args.h. */
#include "args.h"

#include "report.h"

#include <mcfg/decide.h>
#include <mcfg/platform.h>
#include <stdlib.h>
#include <string.h>

/* EX_USAGE of sysexits.h. */
#define STATUS_USAGE 64

/* One option as it was given. */
struct given {
	const char *name; /* in the word "--NAME" or "--NAME=VALUE" */
	size_t name_len;
	const char *value; /* or null */
};

static struct {
	bool *given; /* by option: did the words have it? */
	bool failed;
} args;

/* ---- what is said about a mistake -------------------------------------------------------------
 */

static struct mcfg_writer begin_error(const struct given *given)
{
	struct mcfg_writer writer = { .write = mcfg_platform_message };

	args.failed = true;
	mcfg_write_string(&writer, mcfg_image.name);
	mcfg_write_string(&writer, ": ");
	if (given) {
		mcfg_write_string(&writer, "option --");
		mcfg_write_foreign(&writer, given->name, given->name_len);
		mcfg_write_string(&writer, ": ");
	}
	return writer;
}

static void end_error(struct mcfg_writer *writer)
{
	mcfg_write_string(writer, "\n");
	mcfg_write_end(writer);
}

static void fail_option(const struct given *given, const char *what)
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

static void fail_value(const struct given *given, const struct mcfg_option *option,
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

/* A word where an option belongs. */
static void fail_word(const char *word)
{
	struct mcfg_writer writer = begin_error(NULL);

	mcfg_write_string(&writer, "this is not an option: ");
	mcfg_write_foreign(&writer, word, strlen(word));
	end_error(&writer);
}

/* The names that an option can have: those of the open keys, the fixed ones, help and version. */
static const char *known_name(size_t i)
{
	static const char *const own[] = { "help", "version" };

	if (i < mcfg_image.n_options)
		return mcfg_image.options[i].name;
	i -= mcfg_image.n_options;
	return i < mcfg_image.n_fixed ? mcfg_image.fixed[i].name : own[i - mcfg_image.n_fixed];
}

static void fail_unknown(const struct given *given)
{
	const char *nearest =
	    mcfg_args_nearest(given->name, given->name_len,
	                      mcfg_image.n_options + mcfg_image.n_fixed + 2, known_name);
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

static void fail_fixed(const struct given *given, const struct mcfg_fixed *fixed)
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
	return STATUS_USAGE;
}

/* ---- storing values ---------------------------------------------------------------------------
 */

static const struct {
	size_t size, align;
} layouts[] = {
#define X(id, name, member, ctype) { sizeof(ctype), _Alignof(ctype) },
	MCFG_VALUE_TYPES(X)
#undef X
};

/* Any list: they differ only in what v points to. */
struct any_list {
	size_t n;
	void *v;
};

/* Adds to a list. Its first value replaces the default, later ones grow an array of our own. */
static bool append(const struct mcfg_option *option, const union mcfg_value *value, bool first)
{
	size_t size = layouts[option->type].size;
	struct any_list list = { 0 };
	char *items;

	if (!first)
		memcpy(&list, option->at, sizeof list);
	items = realloc(list.v, (list.n + 1) * size);
	if (!items)
		return false;
	memcpy(items + list.n * size, value, size);
	list.n++;
	list.v = items;
	memcpy(option->at, &list, sizeof list);
	return true;
}

/* struct { bool given; T value; }: the value lies where its alignment puts it. */
static void store_option(const struct mcfg_option *option, const union mcfg_value *value)
{
	const bool given = true;

	memcpy(option->at, &given, sizeof given);
	memcpy((char *)option->at + layouts[option->type].align, value, layouts[option->type].size);
}

static void store(const struct given *given, const struct mcfg_option *option,
                  const union mcfg_value *value)
{
	bool *seen = &args.given[option - mcfg_image.options];

	switch (option->shape) {
	case MCFG_ONE: memcpy(option->at, value, layouts[option->type].size); break;
	case MCFG_OPTION: store_option(option, value); break;
	case MCFG_LIST:
		if (!append(option, value, !*seen))
			fail_option(given, "no memory for its values");
		break;
	}
	*seen = true;
}

/* ---- reading words ----------------------------------------------------------------------------
 */

static bool same_name(const char *name, const struct given *given)
{
	for (size_t i = 0; i < given->name_len; i++) {
		char a = name[i] == '_' ? '-' : name[i];
		char b = given->name[i] == '_' ? '-' : given->name[i];

		if (a == '\0' || a != b)
			return false;
	}
	return name[given->name_len] == '\0';
}

static const struct mcfg_option *find_option(const struct given *given)
{
	for (size_t i = 0; i < mcfg_image.n_options; i++)
		if (same_name(mcfg_image.options[i].name, given))
			return &mcfg_image.options[i];
	return NULL;
}

static const struct mcfg_fixed *find_fixed(const struct given *given)
{
	for (size_t i = 0; i < mcfg_image.n_fixed; i++)
		if (same_name(mcfg_image.fixed[i].name, given))
			return &mcfg_image.fixed[i];
	return NULL;
}

static int parse_value(const struct mcfg_option *option, const char *text, union mcfg_value *value,
                       struct mcfg_value_error *error)
{
	if (option->type == MCFG_ENUM)
		return mcfg_enum_parse(option->tags, option->n_tags, text, strlen(text), value,
		                       error);
	return mcfg_value_parse(option->type, text, strlen(text), value, error);
}

static void take_option(const struct given *given)
{
	const struct mcfg_option *option = find_option(given);
	const struct mcfg_fixed *fixed = find_fixed(given);
	struct mcfg_value_error error;
	union mcfg_value value;

	if (!option && fixed)
		fail_fixed(given, fixed);
	else if (!option)
		fail_unknown(given);
	else if (!given->value && option->type == MCFG_BOOL)
		store(given, option, &(union mcfg_value){ .boolean = true });
	else if (!given->value)
		fail_option(given, "needs a value");
	else if (parse_value(option, given->value, &value, &error))
		fail_value(given, option, &error);
	else
		store(given, option, &value);
}

/* Splits the word at words[*i], and takes the next one as its value where that is one. */
static struct given split(size_t n_words, char *const *words, size_t *i)
{
	struct given given = { .name = words[*i] + 2 };

	given.name_len = strcspn(given.name, "=");
	if (given.name[given.name_len] == '=')
		given.value = given.name + given.name_len + 1;
	else if (*i + 1 < n_words && strncmp(words[*i + 1], "--", 2) != 0)
		given.value = words[++*i];
	return given;
}

static void check_required(bool decided)
{
	for (size_t i = 0; i < mcfg_image.n_options; i++) {
		const struct mcfg_option *option = &mcfg_image.options[i];
		struct given missing = { .name = option->name, .name_len = strlen(option->name) };

		if (option->default_text || args.given[i])
			continue;
		if (decided ? option->reached && option->reached() : !option->reached)
			fail_option(&missing, "is required");
	}
}

/* Does a word ask a question? Its answer is all that the image does then. */
static bool answer(size_t n_words, char *const *words)
{
	for (size_t i = 0; i < n_words; i++) {
		bool help = strcmp(words[i], "--help") == 0;

		if (help)
			mcfg_args_help();
		else if (strcmp(words[i], "--version") == 0)
			mcfg_args_version();
		else
			continue;
		return true;
	}
	return false;
}

static void take_words(size_t n_words, char *const *words)
{
	for (size_t i = n_words > 0 && strcmp(words[0], "--") == 0; i < n_words; i++) {
		if (strncmp(words[i], "--", 2) != 0 || words[i][2] == '\0') {
			fail_word(words[i]);
		} else {
			struct given given = split(n_words, words, &i);

			take_option(&given);
		}
	}
}

int mcfg_args_parse(size_t n_words, char *const *words)
{
	if (answer(n_words, words))
		return 0;
	args.failed = false;
	args.given = calloc(mcfg_image.n_options + 1, sizeof *args.given);
	if (!args.given) {
		mcfg_say("no memory for its options");
		return STATUS_USAGE;
	}
	take_words(n_words, words);
	check_required(false);
	if (!args.failed && mcfg_image.decide && mcfg_image.decide())
		args.failed = true;
	if (!args.failed)
		check_required(true);
	free(args.given);
	return args.failed ? STATUS_USAGE : MCFG_ARGS_RUN;
}
