/* text.h - lines of messages, made without the C library. Leaves. */
#ifndef MCFG_TEXT_H
#define MCFG_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct mcfg_line {
	size_t n;
	char text[160]; /* what does not fit is cut off */
};

/* A line is begun by this: clearing all of it would be a call of memset. */
static inline void mcfg_line_begin(struct mcfg_line *line)
{
	line->n = 0;
}

void mcfg_line_put(struct mcfg_line *line, const char *text);
void mcfg_line_put_hex(struct mcfg_line *line, uint64_t value);
void mcfg_line_put_decimal(struct mcfg_line *line, uint64_t value);

/* Ends the line, and writes it, as a message. */
void mcfg_line_end(struct mcfg_line *line);

#endif
