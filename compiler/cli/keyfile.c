/* See keyfile.h. */
#include "cli/keyfile.h"

#include "cli/command.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

struct line {
	struct compilation *c;
	struct source *source;
	size_t number;
	size_t at, end; /* what is left of it, without blanks around */
};

static char here(const struct line *line)
{
	return line->at < line->end ? line->source->bytes[line->at] : '\0';
}

static void skip_blanks(struct line *line)
{
	while (is_blank(here(line)))
		line->at++;
}

static struct span rest(const struct line *line)
{
	return (struct span){ line->source->id, (uint32_t)line->at, (uint32_t)line->end };
}

static const char *cut(const struct line *line, size_t from, size_t to)
{
	return arena_strndup(&line->c->arena, line->source->bytes + from, to - from);
}

static void add(struct line *line, const char *key, const char *value, bool is_default)
{
	struct compilation *c = line->c;

	*vec_push(&c->arena, &c->options.settings) = (struct setting){
		.key = key,
		.value = value,
		.from = arena_printf(&c->arena, "%s:%zu", line->source->path, line->number),
		.dir = path_dir(&c->arena, line->source->real),
		.is_default = is_default,
		.span = rest(line),
	};
}

static void expected(struct line *line)
{
	diag_report(&line->c->diags, CHECK_SYNTAX, rest(line),
	            "expected KEY = VALUE or KEY ?= VALUE");
}

static void read_line(struct line *line)
{
	size_t begin;
	const char *key;
	bool is_default;

	while (line->end > line->at && is_blank(line->source->bytes[line->end - 1]))
		line->end--;
	skip_blanks(line);
	if (!here(line) || here(line) == '#')
		return;
	for (begin = line->at; is_name(here(line));)
		line->at++;
	key = cut(line, begin, line->at);
	skip_blanks(line);
	if (*key && line->at == line->end) {
		line->at = begin;
		add(line, key, NULL, false);
		return;
	}
	is_default = here(line) == '?';
	line->at += is_default;
	if (!*key || here(line) != '=') {
		line->at = begin;
		expected(line);
		return;
	}
	line->at++;
	skip_blanks(line);
	add(line, key, cut(line, line->at, line->end), is_default);
}

int keyfile_read(struct compilation *c, const char *path)
{
	struct line line = { .c = c };
	int error = sources_read(&c->sources, path, &line.source);
	size_t next;

	if (error)
		return world_error("%s: %s", path, source_problem(error));
	for (size_t at = 0; at < line.source->len; at = next) {
		const char *newline = memchr(line.source->bytes + at, '\n', line.source->len - at);

		line.number++;
		line.at = at;
		line.end = newline ? (size_t)(newline - line.source->bytes) : line.source->len;
		next = line.end + 1;
		read_line(&line);
	}
	return EXIT_GOOD;
}
