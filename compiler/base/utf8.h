/* utf8.h - reading UTF-8, and how wide it stands on a terminal. */
#ifndef MCFG_UTF8_H
#define MCFG_UTF8_H

#include <stddef.h>
#include <stdint.h>

/*
 * The length in bytes (1..4) of the well-formed character at the start of `bytes`, or 0 when there
 * is none: an overlong form, a surrogate, beyond U+10FFFF, cut off. Source: Unicode 15, table 3-7.
 */
size_t utf8_length(const char *bytes, size_t len);

/* The character of `len` bytes as utf8_length gave it. */
uint32_t utf8_decode(const char *bytes, size_t len);

/* The terminal columns that a character takes: 0 (combining), 1, or 2 (wide). */
unsigned utf8_columns(uint32_t character);

/*
 * May the character reach a terminal? Controls (C0, C1, DEL) may not, nor what turns the direction
 * of writing: a text must not look like another. Source: Unicode 15, section 23.2; UAX 9.
 */
int utf8_is_visible(uint32_t character);

/* U+FFFD, for what may not. */
#define UTF8_REPLACEMENT "\xef\xbf\xbd"

#endif
