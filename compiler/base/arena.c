#include "base/arena.h"

#include "base/format.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 256 * 1024 };

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, size;
	alignas(max_align_t) unsigned char bytes[];
};

void arena_init(struct arena *arena)
{
	*arena = (struct arena){ 0 };
}

void arena_fini(struct arena *arena)
{
	struct arena_chunk *next;

	for (struct arena_chunk *chunk = arena->chunks; chunk; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	arena_init(arena);
}

static _Noreturn void out_of_memory(size_t size)
{
	fprintf(stderr, "mcfg: out of memory (%zu bytes were asked for)\n", size);
	exit(3);
}

static struct arena_chunk *chunk_new(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk;

	/* calloc, so that large chunks come as untouched zero pages. */
	if (size > SIZE_MAX - sizeof *chunk || !(chunk = calloc(1, sizeof *chunk + size)))
		out_of_memory(size);
	chunk->size = size;
	chunk->next = arena->chunks;
	arena->chunks = chunk;
	return chunk;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk = arena->chunks;
	size_t align = alignof(max_align_t);
	unsigned char *bytes;

	if (size > SIZE_MAX - align)
		out_of_memory(size);
	size = (size + align - 1) & ~(align - 1);
	if (!chunk || chunk->size - chunk->used < size) {
		if (size > CHUNK_BYTES / 4 && chunk) {
			/* A large object gets a chunk of its own, behind the current one. */
			struct arena_chunk *own = chunk_new(arena, size);
			arena->chunks = chunk;
			own->next = chunk->next;
			chunk->next = own;
			chunk = own;
		} else {
			chunk = chunk_new(arena, size > CHUNK_BYTES ? size : CHUNK_BYTES);
		}
	}
	bytes = chunk->bytes + chunk->used;
	chunk->used += size;
	arena->used_bytes += size;
	return bytes;
}

char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	memcpy(copy, text, len);
	return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	char small[256];
	va_list again;
	size_t len;
	char *text;

	va_copy(again, args);
	len = format_text(small, sizeof small, format, again);
	va_end(again);
	if (len < sizeof small)
		return arena_strndup(arena, small, len);
	text = arena_alloc(arena, len + 1);
	format_text(text, len + 1, format, args);
	return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

void *vec_grow(struct arena *arena, void *items, size_t n, size_t *cap, size_t item_size)
{
	void *grown;

	*cap = *cap ? *cap * 2 : 4;
	if (*cap > SIZE_MAX / item_size)
		out_of_memory(SIZE_MAX);
	grown = arena_alloc(arena, *cap * item_size);
	if (n)
		memcpy(grown, items, n * item_size);
	return grown;
}
