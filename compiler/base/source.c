#include "base/source.h"

#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void sources_init(struct sources *sources, struct arena *arena)
{
	*sources = (struct sources){ .arena = arena };
}

struct source *sources_add(struct sources *sources, const char *path, const char *real,
                           const char *bytes, size_t len)
{
	struct source *source = arena_new(sources->arena, struct source);

	*vec_push(sources->arena, &sources->all) = source;
	source->id = (uint32_t)sources->all.n;
	source->path = path;
	source->real = real ? real : path;
	source->dir = path_dir(sources->arena, path);
	source->bytes = bytes;
	source->len = len;
	return source;
}

/* Reads all of a file, whatever its length turns out to be. */
static int read_all(struct arena *arena, int fd, char **bytes, size_t *len)
{
	VEC(char) text = { 0 };
	ssize_t got;
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	text.cap = st.st_size > 0 && st.st_size < UINT32_MAX ? (size_t)st.st_size + 2 : 4096;
	text.items = arena_array(arena, char, text.cap);
	for (;;) {
		if (text.cap - text.n < 2)
			text.items = vec_grow(arena, text.items, text.n, &text.cap, 1);
		got = read(fd, text.items + text.n, text.cap - text.n - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if (got == 0)
			break;
		text.n += (size_t)got;
		if (text.n >= UINT32_MAX - 1)
			return -EFBIG;
	}
	text.items[text.n] = '\0';
	*bytes = text.items;
	*len = text.n;
	return 0;
}

int sources_read(struct sources *sources, const char *path, struct source **out)
{
	char *bytes = NULL;
	size_t len = 0;
	int fd, error = source_open(path, &fd);

	if (error)
		return error;
	error = read_all(sources->arena, fd, &bytes, &len);
	close(fd);
	if (error)
		return error;
	*out = sources_add(sources, arena_strdup(sources->arena, path),
	                   path_real(sources->arena, path), bytes, len);
	return 0;
}

struct source *sources_find(const struct sources *sources, const char *real)
{
	for (size_t i = 0; i < sources->all.n; i++)
		if (!strcmp(sources->all.items[i]->real, real))
			return sources->all.items[i];
	return NULL;
}

struct source *sources_of(const struct sources *sources, struct span span)
{
	return span.source && span.source <= sources->all.n ? sources->all.items[span.source - 1]
	                                                    : NULL;
}

static void find_lines(struct arena *arena, struct source *source)
{
	VEC(uint32_t) lines = { 0 };

	*vec_push(arena, &lines) = 0;
	for (size_t i = 0; i < source->len; i++)
		if (source->bytes[i] == '\n')
			*vec_push(arena, &lines) = (uint32_t)i + 1;
	source->lines = lines.items;
	source->n_lines = lines.n;
}

static size_t columns_from(const char *line, size_t len, size_t columns)
{
	for (size_t i = 0, step; i < len; i += step) {
		step = utf8_length(line + i, len - i);
		if (!step) {
			step = 1;
			columns++;
		} else if (line[i] == '\t') {
			columns = (columns / 8 + 1) * 8;
		} else {
			columns += utf8_columns(utf8_decode(line + i, step));
		}
	}
	return columns;
}

static size_t line_length(const struct source *source, size_t line)
{
	if (line + 1 < source->n_lines)
		return source->lines[line + 1] - source->lines[line] - 1;
	return source->len - source->lines[line];
}

/* Many places of one long line are asked for in order: each goes on where the last one was. */
static size_t columns_before(struct source *source, size_t line, size_t at)
{
	const char *text = source->bytes + source->lines[line];

	if (at && ((unsigned char)text[at] & 0xC0) == 0x80)
		return source_columns(text, at); /* within a character */
	if (source->last.line != line || source->last.at > at) {
		source->last.line = line;
		source->last.at = source->last.columns = 0;
	}
	source->last.columns =
	    columns_from(text + source->last.at, at - source->last.at, source->last.columns);
	source->last.at = at;
	return source->last.columns;
}

struct place source_place(struct arena *arena, struct source *source, uint32_t offset)
{
	size_t low = 0, high;
	struct place place;

	if (!source->lines)
		find_lines(arena, source);
	if (offset > source->len)
		offset = (uint32_t)source->len;
	high = source->n_lines;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (source->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	place.line = low + 1;
	place.text = source->bytes + source->lines[low];
	place.len = line_length(source, low);
	place.column = columns_before(source, low, offset - source->lines[low]) + 1;
	if (place.len && place.text[place.len - 1] == '\r')
		place.len--;
	return place;
}

size_t source_columns(const char *line, size_t len)
{
	return columns_from(line, len, 0);
}

struct span span_join(struct span a, struct span b)
{
	if (!a.source)
		return b;
	if (b.source == a.source) {
		if (b.begin < a.begin)
			a.begin = b.begin;
		if (b.end > a.end)
			a.end = b.end;
	}
	return a;
}

const char *path_dir(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return slash == path ? "/" : arena_strndup(arena, path, (size_t)(slash - path));
}

const char *path_join(struct arena *arena, const char *dir, const char *path)
{
	if (*path == '/' || !strcmp(dir, "."))
		return arena_strdup(arena, path);
	return arena_printf(arena, "%s%s%s", dir, dir[strlen(dir) - 1] == '/' ? "" : "/", path);
}

const char *path_real(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	char *copy;

	if (!real)
		return NULL;
	copy = arena_strdup(arena, real);
	free(real);
	return copy;
}

const char *path_relative(struct arena *arena, const char *from, const char *to)
{
	size_t common = 0, ups = 0;
	char *path;

	if (!strcmp(from, to))
		return ".";
	for (size_t i = 0;; i++) {
		char f = from[i], t = to[i];

		if ((!f || f == '/') && (!t || t == '/'))
			common = i;
		if (f != t || !f)
			break;
	}
	for (const char *at = from + common; *at; at++)
		if (*at == '/' && at[1])
			ups++;
	to += common;
	while (*to == '/')
		to++;
	path = arena_alloc(arena, ups * 3 + strlen(to) + 1);
	for (size_t i = 0; i < ups; i++)
		strcat(path, "../");
	strcat(path, to);
	if (!*to && ups)
		path[ups * 3 - 1] = '\0';
	return path;
}
