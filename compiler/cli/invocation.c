/* See command.h: the words of the command line. */
#include "cli/reporting.h"

#include <string.h>

/* What is left to read. */
struct words {
	struct invocation *inv;
	int n;
	char **next;
	const char *bare; /* the word just read, when it is a bare --KEY */
	const char
	    *suspect; /* the bare --KEY right before the operand: was that meant as its value? */
};

static bool takes(const struct invocation *inv, size_t option)
{
	return (inv->command->options | OPTION_BIT(HELP)) >> option & 1;
}

/* In an option's name `-` and `_` are the same. */
static bool same_name(const char *a, const char *b, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!b[i] || (a[i] != b[i] && !(strchr("-_", a[i]) && strchr("-_", b[i]))))
			return false;
	return b[len] == '\0';
}

/* The option of a name; of several, which different commands have, the one that this command takes.
 */
static size_t find_long(const struct invocation *inv, const char *name, size_t len)
{
	size_t found = N_OPTIONS;

	for (size_t option = 0; option < N_OPTIONS; option++)
		if (same_name(name, option_specs[option].name, len) &&
		    (found == N_OPTIONS || takes(inv, option)))
			found = option;
	return found;
}

/* The same of a letter. */
static size_t find_letter(const struct invocation *inv, char letter)
{
	size_t found = N_OPTIONS;

	for (size_t option = 0; option < N_OPTIONS; option++)
		if (option_specs[option].letter == letter &&
		    (found == N_OPTIONS || takes(inv, option)))
			found = option;
	return found;
}

/* A key of one letter or more, as the language has it. */
static bool is_key_name(const char *name, size_t len)
{
	if (!len || name[0] < 'a' || name[0] > 'z')
		return false;
	for (size_t i = 0; i < len; i++)
		if (!(name[i] >= 'a' && name[i] <= 'z') && !(name[i] >= '0' && name[i] <= '9') &&
		    name[i] != '-' && name[i] != '_')
			return false;
	return true;
}

static void give(struct invocation *inv, const char *word, const char *text, bool is_default)
{
	const char *equals = strchr(text, '=');
	size_t len = equals ? (size_t)(equals - text) : strlen(text);
	struct given *given = vec_push(inv->arena, &inv->given);

	given->word = word;
	given->key = arena_strndup(inv->arena, text, len);
	given->value = equals ? equals + 1 : NULL;
	given->is_default = is_default;
}

static int parse_number(const struct invocation *inv, const char *text)
{
	size_t digits = strspn(text, "0123456789");

	if (!digits || text[digits] || digits > 18 || strspn(text, "0") == digits)
		return usage_error(inv, "--%s takes a positive number, not `%s`",
		                   option_specs[OPTION_MAX_STEPS].name, text);
	return EXIT_GOOD;
}

/* A folder's path without slashes at its end. */
static const char *without_slashes(const struct invocation *inv, const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	return arena_strndup(inv->arena, path, len);
}

static bool is_network(const char *value)
{
	size_t prefix = !strncmp(value, "tap=", 4) ? 4 : !strncmp(value, "bridge=", 7) ? 7 : 0;

	return prefix ? value[prefix] && !strchr(value, '\n') : !strcmp(value, "user");
}

/* Sets an option that the command takes to `value`, null when the command line has none. */
static int set_option(struct invocation *inv, size_t option, const char *word, const char *value)
{
	const struct option_spec *spec = &option_specs[option];

	if (!spec->docv && value)
		return usage_error(inv, "--%s takes no value", spec->name);
	if (spec->docv && !value)
		return usage_error(inv, "%s needs a value: %s", word, spec->docv);
	if (spec->docv && !*value)
		return usage_error(inv, "%s needs a value that is not empty", word);
	if (value && strchr(value, '\n') && option == OPTION_OUTPUT)
		return usage_error(inv, "the path of an output folder cannot hold a line break");
	inv->values[option] = value ? value : "";
	switch ((enum option)option) {
	case OPTION_TARGET: *vec_push(inv->arena, &inv->targets) = value; return EXIT_GOOD;
	case OPTION_ARCH: *vec_push(inv->arena, &inv->archs) = value; return EXIT_GOOD;
	case OPTION_SEARCH: *vec_push(inv->arena, &inv->search) = value; return EXIT_GOOD;
	case OPTION_KEYS: *vec_push(inv->arena, &inv->key_files) = value; return EXIT_GOOD;
	case OPTION_ATTACH_DISK:
		if (*value == '=' || !strchr(value, '=') || !strchr(value, '=')[1] ||
		    strchr(value, '\n'))
			return usage_error(inv, "--attach-disk takes NAME=FILE, not `%s`", value);
		*vec_push(inv->arena, &inv->attached) =
		    arena_printf(inv->arena, "--disk=%s", value);
		return EXIT_GOOD;
	case OPTION_ATTACH_NET:
		if (!is_network(value))
			return usage_error(
			    inv, "--attach-net takes user, tap=NAME or bridge=NAME, not `%s`",
			    value);
		*vec_push(inv->arena, &inv->attached) = arena_printf(inv->arena, "--net=%s", value);
		return EXIT_GOOD;
	case OPTION_OVERLAY: *vec_push(inv->arena, &inv->overlays) = value; return EXIT_GOOD;
	case OPTION_OUTPUT: inv->values[option] = without_slashes(inv, value); return EXIT_GOOD;
	case OPTION_MAX_STEPS: return parse_number(inv, value);
	case OPTION_WARNING: return reporting_choose(inv, SEVERITY_WARNING, value);
	case OPTION_ERROR: return reporting_choose(inv, SEVERITY_ERROR, value);
	case OPTION_COLOR: return reporting_is_color(inv, value);
	case OPTION_DIAGNOSTICS: return reporting_is_form(inv, value);
	case OPTION_DEFAULT:
		if (!is_key_name(value, strcspn(value, "=")) ||
		    (!strchr(value, '=') && strncmp(value, "no-", 3) && strncmp(value, "no_", 3)))
			return usage_error(inv, "--default takes KEY=VALUE, not `%s`", value);
		give(inv, value, value, true);
		return EXIT_GOOD;
	default: return EXIT_GOOD;
	}
}

static const char *next_word(struct words *words)
{
	if (!words->n)
		return NULL;
	words->n--;
	return *words->next++;
}

static int unknown_option(const struct invocation *inv, const char *name, size_t len)
{
	const char *names[N_OPTIONS], *nearest;
	const char *copy = arena_strndup(inv->arena, name, len);
	size_t n = 0;

	for (size_t i = 0; i < N_OPTIONS; i++)
		if (takes(inv, i))
			names[n++] = option_specs[i].name;
	nearest = diag_nearest(copy, names, n);
	if (nearest)
		return usage_error(inv, "%s has no option --%s; did you mean --%s?",
		                   inv->command->name, copy, nearest);
	if (inv->command->takes_arguments)
		return usage_error(
		    inv,
		    "%s has no option --%s; options of the image stand after `--`, and "
		    "`mcfg configure` takes keys",
		    inv->command->name, copy);
	if (takes(inv, OPTION_OUTPUT) && !inv->command->takes_keys)
		return usage_error(inv, "%s has no option --%s; `mcfg configure` takes keys",
		                   inv->command->name, copy);
	return usage_error(inv, "%s has no option --%s", inv->command->name, copy);
}

/* `word` is --NAME or --NAME=VALUE. */
static int parse_long(struct words *words, const char *word)
{
	struct invocation *inv = words->inv;
	const char *name = word + 2, *value;
	size_t len = strcspn(name, "="), option = find_long(inv, name, len);

	if (option < N_OPTIONS && takes(inv, option)) {
		value = name[len] ? name + len + 1 : NULL;
		if (!value && option_specs[option].docv)
			value = next_word(words);
		return set_option(inv, option, arena_printf(inv->arena, "--%.*s", (int)len, name),
		                  value);
	}
	if (!inv->command->takes_keys || (option < N_OPTIONS && option_hides_key(option)))
		return unknown_option(inv, name, len);
	if (!is_key_name(name, len))
		return usage_error(inv, "`%s` names no option and no key", word);
	give(inv, word, name, false);
	words->bare = name[len] ? NULL : word;
	return EXIT_GOOD;
}

/* `word` is -x, -xVALUE, or flags in a row. */
static int parse_letters(struct words *words, const char *word)
{
	struct invocation *inv = words->inv;

	if (word[2] && find_long(inv, word + 1, strcspn(word + 1, "=")) < N_OPTIONS)
		return usage_error(inv, "a long option begins with two dashes; did you mean -%s?",
		                   word);
	for (const char *letter = word + 1; *letter; letter++) {
		size_t option = find_letter(inv, *letter);
		const char *value = NULL;
		int status;

		if (option == N_OPTIONS || !takes(inv, option))
			return usage_error(inv, "%s has no option -%c", inv->command->name,
			                   *letter);
		if (option_specs[option].docv)
			value = letter[1] ? letter + 1 : next_word(words);
		status = set_option(inv, option, arena_printf(inv->arena, "-%c", *letter), value);
		if (status || option_specs[option].docv)
			return status;
	}
	return EXIT_GOOD;
}

/* An operand too many: the first or this one was perhaps the value of the bare key before it. */
static int one_too_many(const struct words *words, const char *bare, const char *word)
{
	const struct invocation *inv = words->inv;

	if (words->suspect)
		return usage_error(inv, "`%s` is one too many; did you mean %s=%s?", inv->operand,
		                   words->suspect, shell_quote(inv->arena, inv->operand));
	if (bare)
		return usage_error(inv, "`%s` is one too many; did you mean %s=%s?", word, bare,
		                   shell_quote(inv->arena, word));
	if (inv->command->takes_arguments)
		return usage_error(
		    inv, "`%s` is one too many; what is meant for the image stands after `--`",
		    word);
	return usage_error(inv, "`%s` is one too many: there is `%s` already", word,
	                   inv->operands.items[inv->operands.n - 1]);
}

static int parse_operand(struct words *words, const char *bare, const char *word)
{
	struct invocation *inv = words->inv;

	if (!*inv->command->operand)
		return usage_error(inv, "%s takes no `%s`", inv->command->name, word);
	if (!*word)
		return usage_error(inv, "an empty name was given");
	if (inv->operands.n >= (inv->command->max_operands ? inv->command->max_operands : 1))
		return one_too_many(words, bare, word);
	if (!inv->operand)
		inv->operand = word;
	*vec_push(inv->arena, &inv->operands) = word;
	words->suspect = bare;
	return EXIT_GOOD;
}

static int parse_word(struct words *words, const char *word)
{
	const char *bare = words->bare;

	words->bare = NULL;
	if (word[0] == '-' && word[1] == '-')
		return parse_long(words, word);
	if (word[0] == '-' && word[1])
		return parse_letters(words, word);
	return parse_operand(words, bare, word);
}

int invocation_parse(struct invocation *inv, int argc, char **argv)
{
	struct words words = { .inv = inv, .n = argc, .next = argv };
	const char *word;
	int status = EXIT_GOOD;

	while (!status && (word = next_word(&words))) {
		if (!strcmp(word, "--"))
			break;
		status = parse_word(&words, word);
	}
	if (inv->command->takes_arguments || inv->command->takes_more)
		inv->arguments = words.next;
	else
		while (!status && (word = next_word(&words)))
			status = parse_operand(&words, NULL, word);
	if (!status && !inv->values[OPTION_HELP] && !inv->operand && *inv->command->operand &&
	    *inv->command->operand != '[')
		return usage_error(inv, "%s needs %s", inv->command->name, inv->command->operand);
	return status;
}
