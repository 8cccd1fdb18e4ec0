/* template.c - see template.h: texts, and the parts in them. */
#include "emit/template.h"

#include <string.h>

enum { MOST_PARTS = 16 }; /* in each other */

void template_mistake(struct template *t, const char *what, const char *word)
{
	diag_report(&t->e->c->diags, CHECK_TEMPLATE, t->file->span, "%s: %s `@{%s}`",
	            shown_path(t->e, t->file->template), what, word);
}

/* The word of "@{word}" at `at`, and where it ends; null if nothing begins here. */
static const char *word_at(struct template *t, const char *at, const char **end)
{
	const char *close = at[0] == '@' && at[1] == '{' ? strchr(at, '}') : NULL;

	if (!close)
		return NULL;
	*end = close + 1;
	return arena_strndup(t->e->arena, at + 2, (size_t)(close - at - 2));
}

/* What follows the first word, if that is `first`; null else. */
static const char *after(const char *word, const char *first)
{
	size_t len = strlen(first);

	if (strncmp(word, first, len) || (word[len] && word[len] != ' '))
		return NULL;
	return word + len + strspn(word + len, " ");
}

static bool is_one_of(const char *kind, const char *kinds)
{
	size_t len = strlen(kind);

	for (; *kinds; kinds += strcspn(kinds, " "), kinds += strspn(kinds, " "))
		if (strcspn(kinds, " ") == len && !strncmp(kinds, kind, len))
			return true;
	return false;
}

static const char *put_part(struct template *t, const char *at, const char *word, bool *otherwise);

/* What stands between a part's word and its @{end} or @{else}, if it `holds`; gives where it ends.
 */
static const char *put_branch(const struct template *t, const char *at, const char *word,
                              bool holds, bool *otherwise)
{
	struct template part = *t;

	part.skips |= !holds;
	return put_part(&part, at, word, otherwise);
}

static bool is_loop(const char *word)
{
	return after(word, "each") || after(word, "back");
}

/*
 * Once for each that is attached of these kinds, `back` from the last one on, until one has a
 * mistake: the others would have it, too. Was there one?
 */
static bool put_each(struct template *t, const char *kinds, const char *body, const char *word)
{
	const size_t n_errors = t->e->c->diags.n_errors, n = t->e->attached.n;
	struct template each = *t;
	bool otherwise;

	each.place = 0;
	for (size_t i = 0; i < n && !t->skips; i++) {
		each.attached = &t->e->attached.items[after(word, "back") ? n - 1 - i : i];
		if (!is_one_of(each.attached->what->kind, kinds) ||
		    t->e->c->diags.n_errors > n_errors)
			continue;
		put_part(&each, body, word, &otherwise);
		each.place++;
	}
	return each.place > 0;
}

static bool is_any(const struct template *t, const char *kinds)
{
	for (size_t i = 0; i < t->e->attached.n; i++)
		if (is_one_of(t->e->attached.items[i].what->kind, kinds))
			return true;
	return false;
}

static bool is_true(struct template *t, const char *word)
{
	const char *value = t->skips ? NULL : template_value_if_any(t, word);

	return value && *value && strcmp(value, "false") != 0;
}

/* What follows the word that begins a part, "" for one that needs nothing; null if none begins. */
static const char *part_argument(const char *word)
{
	static const char *const begin[] = { "each", "back", "any", "for", "if" };
	const char *argument = NULL;

	for (size_t i = 0; i < sizeof begin / sizeof *begin && !argument; i++)
		argument = after(word, begin[i]);
	if (argument)
		return *argument ? argument : NULL;
	return strcmp(word, "rest") ? NULL : "";
}

static bool holds(struct template *t, const char *word, const char *argument)
{
	switch (word[0]) {
	case 'a': return is_any(t, argument);
	case 'f': return !strcmp(argument, t->e->image->arch->name);
	case 'i': return is_true(t, argument);
	default: return t->place > 0;
	}
}

/* The part that a word begins, whose text is at `body`; gives where it ends. */
static const char *put_branches(struct template *t, const char *body, const char *word)
{
	const char *argument = part_argument(word), *at;
	bool loop = is_loop(word), otherwise;
	bool first = loop ? put_each(t, argument, body, word) : holds(t, word, argument);

	at = put_branch(t, body, word, first && !loop, &otherwise);
	if (!otherwise)
		return at;
	at = put_branch(t, at, word, !first, &otherwise);
	if (otherwise)
		template_mistake(t, "there is a second @{else} for", word);
	return at;
}

/* One word, which ends at `end`; gives where to go on. */
static const char *put_word(struct template *t, const char *word, const char *end)
{
	struct template part = *t;
	const char *value;

	if (part_argument(word)) {
		if (++part.depth <= MOST_PARTS && !(t->attached && is_loop(word)))
			return put_branches(&part, end, word);
		template_mistake(t, "this cannot stand in so many parts:", word);
		return end + strlen(end);
	}
	if (!strcmp(word, "end") || !strcmp(word, "else")) {
		template_mistake(t, "no part has begun before", word);
		return end;
	}
	value = t->skips ? NULL : template_value(t, word);
	if (value)
		text_puts(t->out, value);
	return end;
}

/* Up to the end of the part that `word` has begun; or, where that is null, of the text. */
static const char *put_part(struct template *t, const char *at, const char *word, bool *otherwise)
{
	*otherwise = false;
	while (*at) {
		const char *end, *next = word_at(t, at, &end);

		if (!next) {
			if (!t->skips)
				text_putc(t->out, *at);
			at++;
			continue;
		}
		*otherwise = !strcmp(next, "else");
		if (word && (*otherwise || !strcmp(next, "end")))
			return end;
		at = put_word(t, next, end);
		*otherwise = false;
	}
	if (word && (t->skips || !t->attached)) /* a loop is read once more, skipping */
		template_mistake(t, "there is no @{end} for", word);
	return at;
}

void template_put(struct template *t, const char *text)
{
	bool otherwise;

	put_part(t, text, NULL, &otherwise);
}
