#include "emit/csource.h"

#include <stdio.h>
#include <string.h>

/* The text that is scanned, with the state between two tokens. */
struct scan {
	struct csources *sources;
	struct csource *source;
	const char *begin, *at, *end; /* a NUL stands at `end` */
	bool line_start;              /* only blanks since the line began */
	const char *before[2];        /* the last two words; null where something else stands */
	unsigned braces, parens;
	const char *function; /* outside of braces: the word before the last parentheses */
};

void csources_init(struct csources *sources, struct arena *arena, struct intern *names)
{
	*sources = (struct csources){ .arena = arena, .names = names };
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

static bool looking_at(const struct scan *scan, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(scan->end - scan->at) >= len && !memcmp(scan->at, text, len);
}

/* A comment to the end of its line, which a backslash before that end moves on. */
static void skip_line_comment(struct scan *scan)
{
	const char *end;

	do {
		end = memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
		if (!end) {
			scan->at = scan->end;
			return;
		}
		scan->at = end + 1;
	} while (end[-1] == '\\');
	scan->at = end;
}

static void skip_comment(struct scan *scan)
{
	const char *end = memmem(scan->at + 2, (size_t)(scan->end - scan->at - 2), "*/", 2);

	scan->at = end ? end + 2 : scan->end;
}

/* Skips a string or a character, which end with their line at the latest. */
static void skip_literal(struct scan *scan)
{
	char quote = *scan->at++;

	while (scan->at < scan->end && *scan->at != quote && *scan->at != '\n')
		scan->at += *scan->at == '\\' && scan->at + 1 < scan->end ? 2 : 1;
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
	if (*begin <= '9')
		scan->before[0] = scan->before[1] = NULL;
	else
		add_word(scan, intern_n(scan->sources->names, begin, (size_t)(scan->at - begin)));
}

/* The file at an absolute path, which is still to be scanned if it is new. */
static struct csource *source_at(struct csources *sources, const char *real)
{
	const char *key = intern(sources->names, real);
	struct csource *source = map_get(&sources->by_real, key);

	if (source)
		return source;
	source = arena_new(sources->arena, struct csource);
	source->real = key;
	map_set(sources->arena, &sources->by_real, key, source);
	*vec_push(sources->arena, &sources->pending) = source;
	return source;
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
		*vec_push(arena, &scan->source->includes) = source_at(scan->sources, path);
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
	if (scan->at == begin || scan->at[-1] != '"')
		return;
	include(scan, arena_strndup(scan->sources->arena, begin, (size_t)(scan->at - 1 - begin)));
}

static size_t line_of(const struct scan *scan)
{
	size_t line = 1;

	for (const char *at = scan->begin; at < scan->at; at++)
		line += *at == '\n';
	return line;
}

/* Notes `struct NAME {`, whose brace is here. */
static void note_struct(struct scan *scan)
{
	if (scan->before[0] && !strcmp(scan->before[0], "struct"))
		*vec_push(scan->sources->arena, &scan->source->structs) =
		    (struct csource_struct){ scan->before[1], line_of(scan) };
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
	else if (outside)
		scan->function = NULL;
}

static void scan_other(struct scan *scan)
{
	char c = *scan->at;

	note_bracket(scan, c);
	if (c == '#' && scan->at[1] == '#')
		scan->source->pastes = true;
	if (c == '{')
		note_struct(scan);
	scan->before[0] = scan->before[1] = NULL;
	scan->at++;
}

static void scan_token(struct scan *scan)
{
	char c = *scan->at;
	bool line_start = scan->line_start;

	if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
		scan->line_start |= c == '\n';
		scan->at++;
		return;
	}
	scan->line_start = false;
	if (is_word(c))
		scan_word(scan);
	else if (c == '/' && scan->at[1] == '*')
		skip_comment(scan);
	else if (c == '/' && scan->at[1] == '/')
		skip_line_comment(scan);
	else if (c == '"' || c == '\'')
		skip_literal(scan);
	else if (c == '#' && line_start)
		scan_directive(scan);
	else
		scan_other(scan);
}

/* The bytes of a file, and a NUL; null if it cannot be read. */
static const char *read_file(struct arena *arena, const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	VEC(char) bytes = { .cap = 1 << 14 };
	size_t got;

	if (!file)
		return NULL;
	bytes.items = arena_alloc(arena, bytes.cap);
	while ((got = fread(bytes.items + bytes.n, 1, bytes.cap - bytes.n - 1, file)) > 0) {
		bytes.n += got;
		if (bytes.cap - bytes.n < 2)
			bytes.items = vec_grow(arena, bytes.items, bytes.n, &bytes.cap, 1);
	}
	fclose(file);
	bytes.items[bytes.n] = '\0';
	*len = bytes.n;
	return bytes.items;
}

static void scan_source(struct csources *sources, struct csource *source)
{
	struct scan scan = { .sources = sources, .source = source, .line_start = true };
	size_t len = 0;

	scan.begin = scan.at = read_file(sources->arena, source->real, &len);
	source->readable = scan.at != NULL;
	if (!scan.at)
		return;
	scan.end = scan.at + len;
	while (scan.at < scan.end)
		scan_token(&scan);
}

struct csource *csource_read(struct csources *sources, const char *real)
{
	struct csource *source = source_at(sources, real);

	while (sources->pending.n)
		scan_source(sources, sources->pending.items[--sources->pending.n]);
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
