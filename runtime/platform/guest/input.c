/* See input.h. */
#include "input.h"

#include "machine.h"

enum { END = 4, QUOTE = 0x16 };

static struct {
	char data[256];
	size_t first, n; /* [first, n) are not read yet */
	bool quoted;     /* the next one is meant as it is */
	bool at_end;     /* a read is to say so before it gives more */
	bool ended;      /* nothing came since */
} input;

/* What the machine has, after all that was taken is read. Had it any? Else an event tells of more.
 */
static bool take(void)
{
	input.first = 0;
	input.n = mcfg_machine_console_get(input.data, sizeof input.data);
	return input.n > 0;
}

/* The next byte that is meant to be read; false at the end, and where there is none. */
static bool next(char *byte)
{
	while (!input.at_end && input.first < input.n) {
		char c = input.data[input.first];

		*byte = c == '\r' && !input.quoted ? '\n' : c;
		if (input.quoted || (c != QUOTE && c != END))
			return true;
		input.first++;
		input.quoted = c == QUOTE;
		input.at_end = input.ended = c == END;
	}
	return false;
}

bool mcfg_input_is_ready(void)
{
	char byte;

	do
		if (next(&byte) || input.at_end)
			return true;
	while (take());
	return input.ended;
}

size_t mcfg_input_read(char *data, size_t cap)
{
	size_t n = 0;

	while (n < cap && next(&data[n])) {
		input.first++;
		input.quoted = input.ended = false;
		n++;
	}
	if (n == 0)
		input.at_end = false;
	return n;
}
