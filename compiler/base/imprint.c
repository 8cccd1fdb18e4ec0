/* imprint.c - see imprint.h. */
#include "base/imprint.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

/* Each word, with the number of its fields; more are kept, too. */
static const struct {
	const char *word;
	size_t n_fields;
} known[] = {
	{ "image", 1 },    { "target", 1 },  { "arch", 1 },    { "mcfg", 1 },
	{ "compiler", 1 }, { "key", 4 },     { "package", 2 }, { "job", 1 },
	{ "device", 2 },   { "devices", 2 }, { "attach", 1 },
};

/* ---- writing --------------------------------------------------------------------------------- */

void imprint_put_field(struct text *text, const char *field)
{
	text_putc(text, '\t');
	for (; *field; field++) {
		unsigned char c = (unsigned char)*field;

		if (c == '\\')
			text_puts(text, "\\\\");
		else if (c == '\t')
			text_puts(text, "\\t");
		else if (c == '\n')
			text_puts(text, "\\n");
		else if (c < ' ' || c == 0x7f)
			text_printf(text, "\\x%02x", c);
		else
			text_putc(text, *field);
	}
}

/* ---- reading --------------------------------------------------------------------------------- */

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* The byte that an escape stands for, or -1; `*at` is behind the backslash, and moves. */
static int read_escape(const char **at, const char *end)
{
	char c = *at < end ? *(*at)++ : '\0';

	if (c == '\\')
		return '\\';
	if (c == 't' || c == 'n')
		return c == 't' ? '\t' : '\n';
	if (c == 'x' && end - *at >= 2) {
		int high = hex_digit((*at)[0]), low = hex_digit((*at)[1]);

		*at += 2;
		return high < 0 || low < 0 || !(high | low) ? -1 : high * 16 + low;
	}
	return -1;
}

/* The field from `at` to `end` without its escapes, or null. */
static const char *read_field(struct arena *arena, const char *at, const char *end)
{
	char *field = arena_alloc(arena, (size_t)(end - at) + 1), *to = field;

	while (at < end) {
		int c = (unsigned char)*at++;

		if (c == '\\')
			c = read_escape(&at, end);
		if (c <= 0)
			return NULL;
		*to++ = (char)c;
	}
	return field;
}

static size_t n_tabs(const char *at, const char *end)
{
	size_t n = 0;

	for (; at < end; at++)
		n += *at == '\t';
	return n;
}

/* A line of a known word. False: it is damaged. */
static bool read_fields(struct arena *arena, const char *at, const char *end,
                        struct imprint_line *line)
{
	line->fields = arena_array(arena, const char *, n_tabs(at, end) + 1);
	while (at < end) {
		const char *tab = memchr(at + 1, '\t', (size_t)(end - at - 1));
		const char *stop = tab ? tab : end;

		line->fields[line->n_fields] = read_field(arena, at + 1, stop);
		if (!line->fields[line->n_fields++])
			return false;
		at = stop;
	}
	return true;
}

static bool read_line(struct arena *arena, const char *at, const char *end, struct imprint *imprint)
{
	const char *tab = memchr(at, '\t', (size_t)(end - at));
	size_t len = (size_t)((tab ? tab : end) - at);
	struct imprint_line line = { 0 };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strlen(known[i].word) != len || memcmp(known[i].word, at, len) != 0)
			continue;
		line.word = known[i].word;
		if (!read_fields(arena, at + len, end, &line) || line.n_fields < known[i].n_fields)
			return false;
		*vec_push(arena, &imprint->lines) = line;
	}
	return len > 0;
}

/* The lines behind the magic. */
static int read_lines(struct arena *arena, const char *at, size_t size, struct imprint *imprint)
{
	const char *nul = memchr(at, '\0', size < IMPRINT_SIZE_MAX ? size : IMPRINT_SIZE_MAX);

	while (nul && at < nul) {
		const char *end = memchr(at, '\n', (size_t)(nul - at));

		if (!end)
			break;
		if (end - at == 3 && !memcmp(at, "end", 3))
			return end + 1 == nul ? 0 : -EINVAL;
		if (!read_line(arena, at, end, imprint))
			break;
		at = end + 1;
	}
	return -EINVAL;
}

int imprint_find(struct arena *arena, const void *bytes, size_t size, struct imprint *imprint)
{
	static const char magic[] = IMPRINT_MAGIC_REST;
	const size_t rest = sizeof magic - 1, same = sizeof "mcfg record " - 1;
	const char *at = bytes, *end = at + size;
	int result = -ENOENT;

	while (result && (size_t)(end - at) >= IMPRINT_MAGIC_SIZE &&
	       (at = memchr(at, IMPRINT_MAGIC_FIRST, (size_t)(end - at) - rest))) {
		*imprint = (struct imprint){ 0 };
		at++;
		if (!memcmp(at, magic, rest))
			result = read_lines(arena, at + rest, (size_t)(end - at) - rest, imprint);
		else if (result == -ENOENT && !memcmp(at, magic, same))
			result = -ENOTSUP;
	}
	return result;
}

const char *imprint_field(const struct imprint *imprint, const char *word)
{
	for (size_t i = 0; i < imprint->lines.n; i++)
		if (!strcmp(imprint->lines.items[i].word, word))
			return imprint->lines.items[i].fields[0];
	return "";
}
