#include "emit/c_wrap.h"

#include <string.h>

enum { WIDTH = 100, TAB = 8 };

static size_t column_after(size_t column, char c)
{
	return c == '\t' ? (column / TAB + 1) * TAB : column + 1;
}

static size_t columns(const char *line, size_t len)
{
	size_t column = 0;

	for (size_t i = 0; i < len; i++)
		column = column_after(column, line[i]);
	return column;
}

/* May the line be broken before its i-th byte, which stands outside of a string? */
static bool is_break(const char *line, size_t len, size_t i)
{
	if (i < 2 || i + 2 >= len || line[i - 1] != ' ')
		return false;
	return line[i - 2] == ',' || !strncmp(line + i, "&& ", 3) || !strncmp(line + i, "|| ", 3) ||
	       !strncmp(line + i, "? ", 2) || !strncmp(line + i, ": ", 2);
}

/* The last place at which the line can be broken, and what is left of it still fits; or 0. */
static size_t find_break(const char *line, size_t len, size_t column)
{
	size_t best = 0;
	bool quoted = false;

	for (size_t i = 0; i < len && column <= WIDTH; i++) {
		if (!quoted && is_break(line, len, i))
			best = i;
		if (line[i] == '"' && line[i - (i > 0)] != '\\')
			quoted = !quoted;
		column = column_after(column, line[i]);
	}
	return best;
}

/* The column under which the line goes on, when it is broken at `at`. */
static size_t find_margin(const char *line, size_t at)
{
	size_t indent = strspn(line, "\t") * TAB, margin = 0;
	unsigned depth = 0;

	for (size_t i = 0; i < at; i++) {
		if (line[i] == '(' || line[i] == '{') {
			if (!depth++)
				margin = columns(line, i + 1) + (line[i + 1] == ' ');
		} else if ((line[i] == ')' || line[i] == '}') && depth) {
			depth--;
		}
	}
	return depth && margin < WIDTH / 2 + indent ? margin : indent + 2 * TAB;
}

static void put_margin(struct text *text, size_t margin)
{
	for (; margin >= TAB; margin -= TAB)
		text_putc(text, '\t');
	for (; margin; margin--)
		text_putc(text, ' ');
}

static void put_line(struct text *text, const char *line, size_t len)
{
	size_t margin = 0, column = 0;

	while (column + columns(line, len) > WIDTH) {
		size_t at = find_break(line, len, column);

		if (!at)
			break;
		if (!column)
			margin = find_margin(line, at);
		text_add(text, line, at - 1);
		text_putc(text, '\n');
		put_margin(text, margin);
		column = margin;
		line += at;
		len -= at;
	}
	text_add(text, line, len);
}

static bool contains(const char *line, size_t len, const char *what)
{
	return memmem(line, len, what, strlen(what)) != NULL;
}

void c_wrap(struct text *text)
{
	struct text wrapped;

	text_init(&wrapped, text->arena);
	wrapped.indent = text->indent;
	for (const char *line = text_string(text); *line;) {
		size_t len = strcspn(line, "\n");

		if (len <= WIDTH / 2 || columns(line, len) <= WIDTH || *line == '#' ||
		    contains(line, len, "/*") || contains(line, len, " * "))
			text_add(&wrapped, line, len);
		else
			put_line(&wrapped, line, len);
		line += len;
		if (*line)
			text_putc(&wrapped, *line++);
	}
	*text = wrapped;
}
