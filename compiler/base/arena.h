/* arena.h - memory that lives as long as one compilation. */
#ifndef MCFG_ARENA_H
#define MCFG_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena_chunk;

/*
 * An arena hands out zeroed memory that is given back all at once. Running out of memory ends the
 * process with a message and status 3: no caller has a null pointer to check.
 */
struct arena {
	struct arena_chunk *chunks; /* the newest first */
	size_t used_bytes;          /* all that was asked for, for the benches */
};

void arena_init(struct arena *arena);
void arena_fini(struct arena *arena);

/* Gives `size` zeroed bytes, aligned for any object. */
void *arena_alloc(struct arena *arena, size_t size);

/* A copy of `len` bytes at `text`, with a NUL after them. */
char *arena_strndup(struct arena *arena, const char *text, size_t len);
char *arena_strdup(struct arena *arena, const char *text);

/* printf into the arena. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#define arena_new(arena, type)      ((type *)arena_alloc((arena), sizeof(type)))
#define arena_array(arena, type, n) ((type *)arena_alloc((arena), sizeof(type) * (n)))

/*
 * A growing array whose items lie in an arena. Declared as a member or a variable:
 *
 *	VEC(struct span) spans;
 *	*vec_push(arena, &spans) = span;
 *
 * `items` moves when it grows: keep indices, not pointers, across a push.
 */
#define VEC(type)              \
	struct {               \
		type *items;   \
		size_t n, cap; \
	}

#define vec_push(arena, vec)                                                                   \
	((vec)->n == (vec)->cap ? ((vec)->items = vec_grow((arena), (vec)->items, (vec)->n,    \
	                                                   &(vec)->cap, sizeof *(vec)->items), \
	                           &(vec)->items[(vec)->n++])                                  \
	                        : &(vec)->items[(vec)->n++])

/* The growing behind vec_push. */
void *vec_grow(struct arena *arena, void *items, size_t n, size_t *cap, size_t item_size);

#endif
