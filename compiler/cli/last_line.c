/* last_line.c - see last_line.h. */
#include "cli/last_line.h"

#include <stdlib.h>
#include <string.h>

static const char prefix[] = "mcfg: exit ";

enum match { NO, BEGINS, WHOLE };

/* Is the text `mcfg: exit N` and a line end, or the beginning of that? */
static enum match match(const char *text, size_t len)
{
	size_t at = sizeof prefix - 1, digits = 0;

	if (len <= at)
		return memcmp(text, prefix, len) ? NO : BEGINS;
	if (memcmp(text, prefix, at) != 0)
		return NO;
	for (; at < len && text[at] >= '0' && text[at] <= '9'; at++)
		digits++;
	if (digits > 3 || (!digits && at < len))
		return NO;
	if (at < len && text[at] == '\r')
		at++;
	if (at == len)
		return BEGINS;
	return text[at] == '\n' && at + 1 == len ? WHOLE : NO;
}

/* Passes the first byte on, unless that was done. */
static void drop_first(struct last_line *line, struct text *out)
{
	if (line->shown)
		line->shown--;
	else
		text_putc(out, line->held[0]);
	line->len--;
	memmove(line->held, line->held + 1, line->len);
}

void last_line_feed(struct last_line *line, const char *bytes, size_t len, struct text *out)
{
	for (size_t i = 0; i < len; i++) {
		line->held[line->len++] = bytes[i];
		while (line->len && match(line->held, line->len) == NO)
			drop_first(line, out);
	}
}

void last_line_pause(struct last_line *line, struct text *out)
{
	if (match(line->held, line->len) == WHOLE)
		return;
	text_add(out, line->held + line->shown, line->len - line->shown);
	line->shown = line->len;
}

int last_line_end(struct last_line *line, struct text *out)
{
	if (line->len && match(line->held, line->len) == WHOLE)
		return atoi(line->held + sizeof prefix - 1) & 255;
	text_add(out, line->held + line->shown, line->len - line->shown);
	line->len = line->shown = 0;
	return -1;
}
