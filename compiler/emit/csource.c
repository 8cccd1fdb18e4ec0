#include "emit/csource.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* The text that is scanned, with the state between two tokens. */
struct scan {
	struct csources *sources;
	struct csource *source;
	const char *at, *end;
	size_t line;
	bool line_start;       /* only blanks since the line began */
	const char *before[2]; /* the last two words; null where something else stands */
	unsigned braces, parens;
	const char *function; /* outside of braces: the word before the last parentheses */
};

void csources_init(struct csources *sources, struct arena *arena, struct intern *names)
{
	*sources = (struct csources){ .arena = arena, .names = names };
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static bool looking_at(const struct scan *scan, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(scan->end - scan->at) >= len && !memcmp(scan->at, text, len);
}

/* Goes on by one character; a line that is continued by a backslash is still the same line of C. */
static void advance(struct scan *scan)
{
	if (*scan->at++ == '\n')
		scan->line++;
}

static void skip_comment(struct scan *scan)
{
	bool to_line_end = scan->at[1] == '/';

	scan->at += 2;
	while (scan->at < scan->end) {
		if (to_line_end && *scan->at == '\n' && scan->at[-1] != '\\')
			return;
		if (!to_line_end && looking_at(scan, "*/")) {
			scan->at += 2;
			return;
		}
		advance(scan);
	}
}

/* Skips a string or a character, which end with their line at the latest. */
static void skip_literal(struct scan *scan)
{
	char quote = *scan->at++;

	while (scan->at < scan->end && *scan->at != quote && *scan->at != '\n') {
		if (*scan->at == '\\' && scan->end - scan->at > 1)
			advance(scan);
		advance(scan);
	}
	if (scan->at < scan->end && *scan->at == quote)
		scan->at++;
}

static void add_word(struct scan *scan, const char *word)
{
	struct csource *source = scan->source;

	if (!map_get(&source->has, word)) {
		map_set(scan->sources->arena, &source->has, word, source);
		*vec_push(scan->sources->arena, &source->words) = word;
	}
	scan->before[0] = scan->before[1];
	scan->before[1] = word;
}

static void scan_word(struct scan *scan)
{
	const char *begin = scan->at;

	while (scan->at < scan->end && is_word(*scan->at))
		scan->at++;
	if (!scan->braces && !scan->parens)
		scan->function = NULL;
	if (isdigit((unsigned char)*begin))
		scan->before[0] = scan->before[1] = NULL;
	else
		add_word(scan, intern_n(scan->sources->names, begin, (size_t)(scan->at - begin)));
}

static bool is_file(const char *path)
{
	FILE *file = fopen(path, "rb");

	if (file)
		fclose(file);
	return file != NULL;
}

static void include(struct scan *scan, const char *name)
{
	struct arena *arena = scan->sources->arena;
	const char *path = path_join(arena, path_dir(arena, scan->source->real), name);

	for (size_t i = 0; !is_file(path) && i < scan->sources->dirs.n; i++)
		path = path_join(arena, scan->sources->dirs.items[i], name);
	path = path_real(arena, path);
	if (path)
		*vec_push(arena, &scan->source->includes) = csource_read(scan->sources, path);
}

/* At the `#` that begins a directive: `#include "..."` is followed, the rest is scanned as text. */
static void scan_directive(struct scan *scan)
{
	const char *begin;

	scan->at++;
	while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t'))
		scan->at++;
	if (looking_at(scan, "if"))
		scan->source->conditional = true;
	if (!looking_at(scan, "include"))
		return;
	scan->at += strlen("include");
	while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t'))
		scan->at++;
	if (scan->at == scan->end || *scan->at != '"')
		return;
	begin = scan->at + 1;
	skip_literal(scan);
	include(scan, arena_strndup(scan->sources->arena, begin, (size_t)(scan->at - 1 - begin)));
}

/* Notes `struct NAME {`, whose brace is here. */
static void note_struct(struct scan *scan)
{
	if (scan->before[0] && !strcmp(scan->before[0], "struct"))
		*vec_push(scan->sources->arena, &scan->source->structs) =
		    (struct csource_struct){ scan->before[1], scan->line };
}

/*
 * Notes `NAME(...) {` outside of braces. Only the outermost parentheses count, and nothing may
 * stand between them and the brace.
 */
static void note_bracket(struct scan *scan, char c)
{
	bool outside = !scan->braces && !scan->parens;

	if (c == '(' && outside)
		scan->function = scan->before[1];
	else if (c == '{' && outside && scan->function)
		map_set(scan->sources->arena, &scan->source->defines, scan->function, scan->source);
	if (c == '(')
		scan->parens++;
	else if (c == ')' && scan->parens)
		scan->parens--;
	else if (c == '{')
		scan->braces++;
	else if (c == '}' && scan->braces)
		scan->braces--;
	else if (outside && !isspace((unsigned char)c))
		scan->function = NULL;
}

static void scan_other(struct scan *scan)
{
	char c = *scan->at;

	note_bracket(scan, c);

	if (c == '#' && scan->end - scan->at > 1 && scan->at[1] == '#')
		scan->source->pastes = true;
	if (c == '{')
		note_struct(scan);
	if (!isspace((unsigned char)c))
		scan->before[0] = scan->before[1] = NULL;
	advance(scan);
}

static void scan_token(struct scan *scan)
{
	bool line_start = scan->line_start;

	scan->line_start = *scan->at == '\n' || (line_start && isspace((unsigned char)*scan->at));
	if (looking_at(scan, "/*") || looking_at(scan, "//"))
		skip_comment(scan);
	else if (*scan->at == '"' || *scan->at == '\'')
		skip_literal(scan);
	else if (is_word(*scan->at))
		scan_word(scan);
	else if (*scan->at == '#' && line_start)
		scan_directive(scan);
	else
		scan_other(scan);
}

static const char *read_file(struct arena *arena, const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	VEC(char) bytes = { 0 };
	size_t got;
	char block[4096];

	if (!file)
		return NULL;
	while ((got = fread(block, 1, sizeof block, file)) > 0)
		for (size_t i = 0; i < got; i++)
			*vec_push(arena, &bytes) = block[i];
	*len = bytes.n;
	*vec_push(arena, &bytes) = '\0';
	fclose(file);
	return bytes.items;
}

struct csource *csource_read(struct csources *sources, const char *real)
{
	const char *key = intern(sources->names, real);
	struct csource *source = map_get(&sources->by_real, key);
	struct scan scan = { .sources = sources, .line = 1, .line_start = true };
	size_t len = 0;

	if (source)
		return source;
	source = arena_new(sources->arena, struct csource);
	source->real = key;
	map_set(sources->arena, &sources->by_real, key, source);
	scan.source = source;
	scan.at = read_file(sources->arena, real, &len);
	source->readable = scan.at != NULL;
	if (!scan.at)
		return source;
	scan.end = scan.at + len;
	while (scan.at < scan.end)
		scan_token(&scan);
	return source;
}

void csource_walk(struct csources *sources, struct csource *source, struct csource_list *list)
{
	sources->visit++;
	source->visited = sources->visit;
	*vec_push(sources->arena, &list->items) = source;
	for (size_t i = 0; i < list->items.n; i++) {
		struct csource *at = list->items.items[i];

		for (size_t j = 0; j < at->includes.n; j++)
			if (at->includes.items[j]->visited != sources->visit) {
				at->includes.items[j]->visited = sources->visit;
				*vec_push(sources->arena, &list->items) = at->includes.items[j];
			}
	}
}
