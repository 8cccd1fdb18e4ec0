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

#endif
