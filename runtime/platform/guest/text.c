#include "leaf.h"

/* See text.h. */
#include "text.h"

#include <mcfg/platform.h>

static void put(struct mcfg_line *line, char c)
{
	if (line->n < sizeof line->text - 1)
		line->text[line->n++] = c;
}

void mcfg_line_put(struct mcfg_line *line, const char *text)
{
	while (*text)
		put(line, *text++);
}

static void put_number(struct mcfg_line *line, uint64_t value, unsigned base)
{
	uint64_t unit = 1;

	while (value / unit >= base)
		unit *= base;
	for (; unit > 0; unit /= base)
		put(line, "0123456789abcdef"[value / unit % base]);
}

void mcfg_line_put_hex(struct mcfg_line *line, uint64_t value)
{
	mcfg_line_put(line, "0x");
	put_number(line, value, 16);
}

void mcfg_line_put_decimal(struct mcfg_line *line, uint64_t value)
{
	put_number(line, value, 10);
}

void mcfg_line_end(struct mcfg_line *line)
{
	line->text[line->n++] = '\n';
	mcfg_platform_message(line->text, line->n);
	line->n = 0;
}
