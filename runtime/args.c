/* Reads the options of an image. See args.h. */
#include "args_private.h"

#include "report.h"
#include "tracing.h"
#include "value_impl.h"

#include <mcfg/log.h>
#include <stdlib.h>
#include <string.h>

/* By option: did the words have it? */
static bool *given_options;

/* ---- storing values -------------------------------------------------------------------------- */

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
	bool *seen = &given_options[option - mcfg_image.options];

	switch (option->shape) {
	case MCFG_ONE: memcpy(option->at, value, layouts[option->type].size); break;
	case MCFG_OPTION: store_option(option, value); break;
	case MCFG_LIST:
		if (!append(option, value, !*seen))
			mcfg_args_fail_option(given, "no memory for its values");
		break;
	}
	*seen = true;
}

/* ---- reading words --------------------------------------------------------------------------- */

/* A flag can be false, an option none, a list empty. */
static bool can_be_without(const struct mcfg_option *option)
{
	return option->type == MCFG_BOOL || option->shape != MCFG_ONE;
}

/* The option that a word names, with `no` where it is --no-NAME. */
static const struct mcfg_option *find_option(const struct given *given, bool *no)
{
	const struct mcfg_option *found = NULL;

	*no = false;
	for (size_t i = 0; i < mcfg_image.n_options; i++) {
		const struct mcfg_option *option = &mcfg_image.options[i];

		switch (mcfg_option_match(option->name, given->name, given->name_len)) {
		case MCFG_MATCH_NAME: *no = false; return option;
		case MCFG_MATCH_NO:
			if (!can_be_without(option))
				break;
			found = option;
			*no = true;
			break;
		case MCFG_MATCH_NONE: break;
		}
	}
	return found;
}

static const struct mcfg_fixed *find_fixed(const struct given *given)
{
	for (size_t i = 0; i < mcfg_image.n_fixed; i++)
		if (mcfg_option_match(mcfg_image.fixed[i].name, given->name, given->name_len))
			return &mcfg_image.fixed[i];
	return NULL;
}

static int parse_value(const struct mcfg_option *option, const char *text, union mcfg_value *value,
                       struct mcfg_value_error *error)
{
	if (option->type == MCFG_ENUM)
		return mcfg_enum_parse(option->tags, option->n_tags, text, strlen(text), value,
		                       error);
	return value_parse_of(~mcfg_image.lacks, option->type, text, strlen(text), value, error);
}

/* The options of every image, unless a key of its own is called so. */
static const struct own {
	struct mcfg_option option;
	int (*set)(const char *text, struct mcfg_value_error *error);
} owns[] = {
	{ { .name = "logs", .type = MCFG_STRING }, mcfg_log_configure_any },
#ifdef MCFG_TRACE
	{ { .name = "trace", .type = MCFG_STRING }, mcfg_trace_configure },
#endif
};

static const struct own *find_own(const struct given *given)
{
	for (size_t i = 0; i < sizeof owns / sizeof *owns; i++)
		if (mcfg_option_match(owns[i].option.name, given->name, given->name_len) ==
		    MCFG_MATCH_NAME)
			return &owns[i];
	return NULL;
}

static void take_own(const struct own *own, const struct given *given)
{
	struct mcfg_value_error error;

	if (!given->value)
		mcfg_args_fail_option(given, "needs a value");
	else if (own->set(given->value, &error))
		mcfg_args_fail_value(given, &own->option, &error);
}

/* --no-NAME: false, none or the empty list, whatever was given before. */
static void store_nothing(const struct given *given, const struct mcfg_option *option)
{
	struct any_list list;
	bool *seen = &given_options[option - mcfg_image.options];
	const bool no = false;

	if (given->value) {
		mcfg_args_fail_option(given, "takes no value");
		return;
	}
	if (option->shape == MCFG_LIST) {
		memcpy(&list, option->at, sizeof list);
		if (*seen)
			free(list.v);
		list = (struct any_list){ 0 };
		memcpy(option->at, &list, sizeof list);
	} else {
		memcpy(option->at, &no, sizeof no);
	}
	*seen = true;
}

static void take_value(const struct given *given, const struct mcfg_option *option)
{
	struct mcfg_value_error error;
	union mcfg_value value;

	if (!given->value && option->type == MCFG_BOOL)
		store(given, option, &(union mcfg_value){ .boolean = true });
	else if (!given->value)
		mcfg_args_fail_option(given, "needs a value");
	else if (parse_value(option, given->value, &value, &error))
		mcfg_args_fail_value(given, option, &error);
	else
		store(given, option, &value);
}

/* What an option of the image says; that it is deprecated is said once. */
static void take_open(const struct given *given, const struct mcfg_option *option, bool no)
{
	bool *seen = &given_options[option - mcfg_image.options], before = *seen;

	if (no)
		store_nothing(given, option);
	else
		take_value(given, option);
	if (option->deprecated && *seen && !before)
		mcfg_args_warn_deprecated(given, option);
}

static void take_option(const struct given *given)
{
	bool no;
	const struct mcfg_option *option = find_option(given, &no);
	const struct mcfg_fixed *fixed = find_fixed(given);
	const struct own *own = find_own(given);

	if (option) {
		take_open(given, option, no);
	} else if (fixed) {
		mcfg_args_fail_fixed(given, fixed);
	} else if (own) {
		take_own(own, given);
	} else {
		mcfg_args_fail_unknown(given);
	}
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

		if (option->default_text || given_options[i])
			continue;
		if (decided ? option->reached && option->reached() : !option->reached)
			mcfg_args_fail_option(&missing, "is required");
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

/* Takes -lLEVELS, or -l and the next word. */
static void take_short_logs(size_t n_words, char *const *words, size_t *i)
{
	struct given given = { .name = "logs", .name_len = strlen("logs") };

	if (words[*i][2] != '\0')
		given.value = words[*i] + 2;
	else if (*i + 1 < n_words)
		given.value = words[++*i];
	if (find_fixed(&given))
		mcfg_args_fail_fixed(&given, find_fixed(&given));
	else
		take_own(find_own(&given), &given);
}

/* What the image was configured with; the options come after it. */
static void take_preset_logs(void)
{
	bool fixed;
	struct given given = { .name = "logs",
		               .name_len = strlen("logs"),
		               .value = mcfg_log_preset(&fixed) };

	if (given.value)
		take_own(find_own(&given), &given);
}

static void take_words(size_t n_words, char *const *words)
{
	for (size_t i = n_words > 0 && strcmp(words[0], "--") == 0; i < n_words; i++) {
		if (strncmp(words[i], "-l", 2) == 0) {
			take_short_logs(n_words, words, &i);
		} else if (strncmp(words[i], "--", 2) != 0 || words[i][2] == '\0') {
			mcfg_args_fail_word(words[i]);
		} else {
			struct given given = split(n_words, words, &i);

			take_option(&given);
		}
	}
}

int mcfg_args_parse(size_t n_words, char *const *words)
{
	bool refused = false;

	if (answer(n_words, words))
		return 0;
	mcfg_args_begin();
	given_options = calloc(mcfg_image.n_options + 1, sizeof *given_options);
	if (!given_options) {
		mcfg_say("no memory for its options");
		return MCFG_ARGS_USAGE;
	}
	take_preset_logs();
	take_words(n_words, words);
	check_required(false);
	if (!mcfg_args_failed() && mcfg_image.decide)
		refused = mcfg_image.decide() != 0;
	if (!mcfg_args_failed() && !refused)
		check_required(true);
	free(given_options);
	return mcfg_args_failed() || refused ? MCFG_ARGS_USAGE : MCFG_ARGS_RUN;
}
