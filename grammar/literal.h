/* literal.h - string literals: from their text to their bytes, and back to places in the text. */
#ifndef MCFG_GRAMMAR_LITERAL_H
#define MCFG_GRAMMAR_LITERAL_H

#include "base/source.h"

/*
 * Reads one character of a string literal's text at `*at` (before `end`), an escape or a plain
 * byte, and moves `*at` behind it. Writes the bytes it stands for (at most 4; none for a line's end
 * after a backslash) to `out`.
 *
 * Returns their number, or -1 for an escape that means nothing.
 * Source: C11, 6.4.4.4; \u and \U give UTF-8.
 */
int literal_next(const char **at, const char *end, char out[4]);

/*
 * The place in the text of bytes [at, at + len) of a string literal's value. `literal` is its span,
 * the quotes included. Past the end: the closing quote.
 */
struct span literal_span(const struct source *source, struct span literal, size_t at, size_t len);

#endif
