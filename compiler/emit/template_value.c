/* template_value.c - what words of templates stand for, and the filters behind them; see
 * template.h. */
#include "emit/template.h"

#include <stdlib.h>
#include <string.h>

/* ---- values ---------------------------------------------------------------------------------- */

static const struct key *find_key(const struct emit *e, const char *option)
{
	for (size_t i = 0; i < e->image->keys.n; i++)
		if (!strcmp(e->image->keys.items[i]->option, option))
			return e->image->keys.items[i];
	return NULL;
}

static const char *key_value(struct template *t, const char *word)
{
	const struct key *key = find_key(t->e, word + strlen("key."));

	if (key && key->known)
		return value_shown(t->e->arena, key->value);
	template_mistake(
	    t, key ? "the value is known only at run time:" : "nothing in the image reads the key:",
	    word);
	return NULL;
}

/* As columns of a table are counted: after z comes aa. */
static const char *letters(struct arena *arena, size_t place)
{
	char text[16], *at = text + sizeof text - 1;

	*at = '\0';
	do {
		*--at = (char)('a' + place % 26);
		place = place / 26;
	} while (place-- > 0);
	return arena_strdup(arena, at);
}

/* `1` to `9`; 0 for anything else. */
static size_t index_of(const char *word)
{
	return word[0] >= '1' && word[0] <= '9' && !word[1] ? (size_t)(word[0] - '0') : 0;
}

/* A word that only stands inside a loop; null if it is another one. */
static const char *attached_value(struct template *t, const char *word)
{
	const struct attach *what = t->attached->what;
	size_t index = index_of(word);

	if (index && index <= what->n_values)
		return value_shown(t->e->arena, what->values[index - 1]);
	if (!strcmp(word, "kind"))
		return what->kind;
	if (!strcmp(word, "letters"))
		return letters(t->e->arena, t->place);
	if (!strcmp(word, "n"))
		return arena_printf(t->e->arena, "%zu", t->place);
	if (!strncmp(word, "n+", 2) && word[2] && strlen(word) < 8 &&
	    !word[2 + strspn(word + 2, "0123456789")])
		return arena_printf(t->e->arena, "%zu", t->place + strtoul(word + 2, NULL, 10));
	return NULL;
}

static const char *plain_value(struct template *t, const char *word)
{
	const struct image *image = t->e->image;
	const char *value;

	if (!strcmp(word, "name"))
		return image->name;
	if (!strcmp(word, "image"))
		return arena_printf(t->e->arena, "%s%s", image->name, image->arch->suffix);
	if (!strcmp(word, "arch"))
		return image->arch->name;
	if (!strncmp(word, "key.", 4))
		return key_value(t, word);
	value = t->attached ? attached_value(t, word) : NULL;
	if (!value)
		template_mistake(t, "unknown word", word);
	return value;
}

/* ---- filters --------------------------------------------------------------------------------- */

static const char *quoted(struct arena *arena, const char *value, const char *argument)
{
	struct text out;

	(void)argument;
	text_init(&out, arena);
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			text_putc(&out, '\\');
		text_putc(&out, *value);
	}
	return text_string(&out);
}

static const char *xml(struct arena *arena, const char *value, const char *argument)
{
	struct text out;

	(void)argument;
	text_init(&out, arena);
	for (; *value; value++)
		switch (*value) {
		case '&': text_puts(&out, "&amp;"); break;
		case '<': text_puts(&out, "&lt;"); break;
		case '>': text_puts(&out, "&gt;"); break;
		case '"': text_puts(&out, "&quot;"); break;
		case '\'': text_puts(&out, "&apos;"); break;
		default: text_putc(&out, *value);
		}
	return text_string(&out);
}

static const char *sh(struct arena *arena, const char *value, const char *argument)
{
	struct text out;

	(void)argument;
	text_init(&out, arena);
	for (; *value; value++)
		if (*value == '\'')
			text_puts(&out, "'\\''");
		else
			text_putc(&out, *value);
	return text_string(&out);
}

static const char *below(struct arena *arena, const char *value, const char *argument)
{
	return *value == '/' ? value : arena_printf(arena, "%s%s", argument, value);
}

static const char *number(struct arena *arena, const char *value, const char *argument)
{
	bool is_number = *value && !value[strspn(value, "0123456789")];

	return is_number ? arena_printf(arena, "%s%s", argument, value) : value;
}

static const struct filter {
	const char *name;
	bool takes; /* an argument */
	const char *(*put)(struct arena *arena, const char *value, const char *argument);
} filters[] = {
	{ "quoted", false, quoted }, { "xml", false, xml },      { "sh", false, sh },
	{ "below", true, below },    { "number", true, number },
};

/* One filter, `below FOLDER/`; null where there is none of that name. */
static const char *filtered(struct template *t, const char *value, const char *filter)
{
	size_t len = strcspn(filter, " ");
	const char *argument = filter + len + strspn(filter + len, " ");

	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
		if (!strncmp(filters[i].name, filter, len) && !filters[i].name[len] &&
		    filters[i].takes == (*argument != '\0'))
			return filters[i].put(t->e->arena, value, argument);
	return NULL;
}

/* ---- words ----------------------------------------------------------------------------------- */

/* What stands before the first `end` in *rest, without blanks around; *rest goes on behind it, and
 * is null when nothing was left. */
static char *part_before(struct arena *arena, const char **rest, const char *end)
{
	const char *begin = *rest + strspn(*rest, " "), *found = strstr(begin, end);
	size_t len = found ? (size_t)(found - begin) : strlen(begin);

	*rest = found ? found + strlen(end) : NULL;
	while (len && begin[len - 1] == ' ')
		len--;
	return arena_strndup(arena, begin, len);
}

static const char *first_value(struct template *t, const char *alternatives)
{
	const char *value = "";

	while (alternatives && value && !*value)
		value = plain_value(t, part_before(t->e->arena, &alternatives, " or "));
	return value;
}

const char *template_value(struct template *t, const char *word)
{
	const char *rest = word;
	const char *value = first_value(t, part_before(t->e->arena, &rest, "|"));

	while (rest && value) {
		value = filtered(t, value, part_before(t->e->arena, &rest, "|"));
		if (!value)
			template_mistake(t, "there is no such filter:", word);
	}
	return value;
}

const char *template_value_if_any(struct template *t, const char *word)
{
	size_t index = index_of(word);

	return t->attached && index > t->attached->what->n_values ? NULL : template_value(t, word);
}
