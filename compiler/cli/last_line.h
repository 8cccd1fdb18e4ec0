/*
 * last_line.h - how a guest tells its status: `mcfg: exit N` is the last that it says on its
 * console.
 *
 * What may be that line is held back until it is clear that it is not. A line that a program says
 * itself, and goes on after, is passed on as it is.
 */
#ifndef MCFG_CLI_LAST_LINE_H
#define MCFG_CLI_LAST_LINE_H

#include "base/text.h"

struct last_line {
	char held[20];
	size_t len;
	size_t shown; /* of those, passed on already: nothing more came for a while */
};

/* Takes what the guest said, and adds to `out` what is to be passed on. */
void last_line_feed(struct last_line *line, const char *bytes, size_t len, struct text *out);

/* Nothing more came for a while: a key's echo is not kept from who typed it. */
void last_line_pause(struct last_line *line, struct text *out);

/* The guest is silent for ever: its status, or -1 and what was held back in `out`. */
int last_line_end(struct last_line *line, struct text *out);

#endif
