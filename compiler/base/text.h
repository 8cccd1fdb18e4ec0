/* text.h - a growing text, and the writer that all emitters share. */
#ifndef MCFG_TEXT_H
#define MCFG_TEXT_H

#include "base/arena.h"

#include <stdbool.h>

/*
 * A text in an arena. `indent` is the number of tabs that text_line puts before each line;
 * text_open and text_close move it. An emitter never writes a tab or counts a brace itself.
 */
struct text {
	struct arena *arena; /* keeps */
	char *bytes;         /* always ends in a NUL; null while empty */
	size_t len, cap;
	unsigned indent;
};

void text_init(struct text *text, struct arena *arena);

/* The whole text, NUL-terminated. It moves when more is added. */
const char *text_string(const struct text *text);

void text_add(struct text *text, const char *bytes, size_t len);
void text_puts(struct text *text, const char *string);
void text_putc(struct text *text, char c);
void text_printf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* One whole line: indentation, the formatted text, a newline. An empty one has no indentation. */
void text_line(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A line, and one tab more for those after it; one tab less, and a line. */
void text_open(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_close(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A C string literal in quotes, valid in C11 whatever the bytes are (trigraphs included). */
void text_c_string(struct text *text, const char *string);

/* A JSON string in quotes. Bytes that are not UTF-8 become U+FFFD. Source: RFC 8259, section 7. */
void text_json_string(struct text *text, const char *string);

/*
 * For a terminal: bytes that are not UTF-8 and controls are written as \x1b, characters that turn
 * the direction of writing as \u202e.
 */
void text_visible(struct text *text, const char *string);

/* A message of some `most` bytes, in which no word has more than `most_word`: for the rest there is
 * a `…`. */
void text_bounded(struct text *text, const char *message, size_t most_word, size_t most);

#endif
