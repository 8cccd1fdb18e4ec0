/* The command line of a guest. See <mcfg/cmdline.h>. */
#include <mcfg/cmdline.h>

#include <errno.h>
#include <string.h>

/* Where reading is, and, never behind it, where the words are written. */
struct split {
	char *line, *from, *to;
	const char *what; /* is wrong, from `at` on; null: nothing */
	const char *at;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void fail(struct split *split, const char *what, const char *at)
{
	split->what = what;
	split->at = at;
}

/* Takes what stands between quotes. */
static void take_quoted(struct split *split)
{
	const char *begin = split->from;
	char quote = *split->from++;

	while (*split->from != quote && *split->from != '\0') {
		if (quote == '"' && *split->from == '\\' &&
		    (split->from[1] == '"' || split->from[1] == '\\'))
			split->from++;
		*split->to++ = *split->from++;
	}
	if (*split->from == '\0')
		fail(split, "this quote is not closed", begin);
	else
		split->from++;
}

static void take_escaped(struct split *split)
{
	if (split->from[1] == '\0') {
		fail(split, "nothing follows this backslash", split->from);
		return;
	}
	*split->to++ = split->from[1];
	split->from += 2;
}

/* Takes one word. Was it quoted anywhere? */
static bool take_word(struct split *split)
{
	bool quoted = false;

	while (!split->what && *split->from != '\0' && !is_blank(*split->from)) {
		char c = *split->from;

		quoted |= c == '"' || c == '\'' || c == '\\';
		if (c == '"' || c == '\'')
			take_quoted(split);
		else if (c == '\\')
			take_escaped(split);
		else
			*split->to++ = *split->from++;
	}
	return quoted;
}

static void skip_blanks(struct split *split)
{
	while (is_blank(*split->from))
		split->from++;
}

/* The next word, ended by a NUL; null where there is none. Is it a lone `--`? */
static char *next_word(struct split *split, bool *lone)
{
	char *word;
	bool quoted;

	skip_blanks(split);
	if (*split->from == '\0')
		return NULL;
	word = split->to;
	quoted = take_word(split);
	/* The word's end may be where the next one would be read: pass over what parts them first.
	 */
	skip_blanks(split);
	*split->to++ = '\0';
	*lone = !quoted && strcmp(word, "--") == 0;
	return word;
}

int mcfg_cmdline_split(char *line, char **words, size_t room, size_t *n,
                       struct mcfg_value_error *error)
{
	struct split split = { .line = line, .from = line, .to = line };
	bool all = false, lone;
	char *word;

	*n = 0;
	while (!split.what && (word = next_word(&split, &lone))) {
		if (lone && !all) {
			all = true;
			*n = 0; /* those before it are not ours */
		} else if (all || strncmp(word, "--", 2) == 0) {
			if (*n < room)
				words[*n] = word;
			++*n;
		}
	}
	if (split.what && error)
		*error = (struct mcfg_value_error){ split.what, (size_t)(split.at - line), 1 };
	if (split.what)
		return -EINVAL;
	return *n > room ? -E2BIG : 0;
}
