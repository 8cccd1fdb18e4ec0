/*
 * The names of the runtime's public headers, read from the headers themselves, so that no list of
 * them can be out of date; see cnames_private.h.
 */
#include "lang/cnames_private.h"
#include "load_private.h"

#include <string.h>

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* Past a comment, a string or a character at `at`; `at` itself when it begins none. */
static const char *skip_quiet(const char *at)
{
	const char *end;
	char quote = *at;

	if (at[0] == '/' && at[1] == '*') {
		end = strstr(at + 2, "*/");
		return end ? end + 2 : at + strlen(at);
	}
	if (at[0] == '/' && at[1] == '/')
		return at + strcspn(at, "\n");
	if (quote != '"' && quote != '\'')
		return at;
	for (at++; *at && *at != quote && *at != '\n'; at++)
		if (*at == '\\' && at[1])
			at++;
	return *at ? at + 1 : at;
}

static void take(struct cnames *names, enum cname_space space, const char *name, const char *header)
{
	struct cname *cname = arena_new(&names->c->arena, struct cname);

	*cname = (struct cname){ .name = name, .header = header };
	map_set(&names->c->arena, &names->by_name[space], name, cname);
}

/*
 * A tag is the word between `struct` and a brace; a function or a macro with parameters the word
 * before a parenthesis.
 */
static void read_header(struct cnames *names, const char *text, const char *header)
{
	const char *before = "";

	while (*text) {
		const char *quiet = skip_quiet(text), *begin = text;
		const char *word;

		if (quiet != text || !is_word(*text)) {
			text = quiet != text ? quiet : text + 1;
			continue;
		}
		while (is_word(*text))
			text++;
		word = intern_n(&names->c->names, begin, (size_t)(text - begin));
		if (*text == '(')
			take(names, CNAME_ORDINARY, word, header);
		else if (text[strspn(text, " \t\n")] == '{' &&
		         (!strcmp(before, "struct") || !strcmp(before, "enum") ||
		          !strcmp(before, "union")))
			take(names, CNAME_TAG, word, header);
		before = word;
	}
}

/* "base" of ".../mcfg/base.h". */
static const char *header_name(struct cnames *names, const char *path)
{
	const char *slash = strrchr(path, '/');

	path = slash ? slash + 1 : path;
	return intern_n(&names->c->names, path, strlen(path) - 2);
}

void cnames_read_runtime(struct cnames *names)
{
	struct compilation *c = names->c;
	struct sources texts;
	path_list files = { 0 };

	if (!c->options.root)
		return;
	sources_init(&texts, &c->arena);
	take(names, CNAME_HEADER, intern(&c->names, "keys"), "<mcfg/keys.h>"); /* generated */
	load_list(c, path_join(&c->arena, c->options.root, "runtime/include/mcfg"), ".h", false,
	          &files);
	for (size_t i = 0; i < files.n; i++) {
		const char *name = header_name(names, files.items[i]);
		const char *header = arena_printf(&c->arena, "<mcfg/%s.h>", name);
		struct source *source;

		take(names, CNAME_HEADER, name, header);
		if (!sources_read(&texts, files.items[i], &source))
			read_header(names, source->bytes, header);
	}
}
