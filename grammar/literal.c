#include "literal.h"

#include <stdbool.h>

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool is_octal(char c)
{
	return c >= '0' && c <= '7';
}

/* `least` to `most` hexadecimal digits. */
static bool read_hex(const char **at, const char *end, int least, int most, uint32_t *number)
{
	int n = 0;

	*number = 0;
	for (; n < most && *at < end && hex_digit(**at) >= 0; n++)
		*number = *number << 4 | (uint32_t)hex_digit(*(*at)++);
	return n >= least;
}

static int put_utf8(uint32_t c, char out[4])
{
	if (!c || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return -1;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

static int put_byte(uint32_t number, char out[4])
{
	if (!number || number > 0xff)
		return -1;
	out[0] = (char)number;
	return 1;
}

/* The letters of simple escapes, and what they stand for. */
static int put_letter(char letter, char out[4])
{
	static const char letters[] = "abfnrtv\\\"'?";
	static const char values[] = "\a\b\f\n\r\t\v\\\"'?";

	for (int i = 0; letters[i]; i++)
		if (letters[i] == letter) {
			out[0] = values[i];
			return 1;
		}
	return -1;
}

int literal_next(const char **at, const char *end, char out[4])
{
	uint32_t number = 0;
	char c = *(*at)++;

	if (c != '\\' || *at == end) {
		out[0] = c;
		return 1;
	}
	c = *(*at)++;
	switch (c) {
	case '\r':
		if (*at < end && **at == '\n')
			++*at;
		return 0;
	case '\n': return 0;
	case 'x': return read_hex(at, end, 1, 2, &number) ? put_byte(number, out) : -1;
	case 'u': return read_hex(at, end, 4, 4, &number) ? put_utf8(number, out) : -1;
	case 'U': return read_hex(at, end, 8, 8, &number) ? put_utf8(number, out) : -1;
	default:
		if (!is_octal(c))
			return put_letter(c, out);
		number = (uint32_t)(c - '0');
		for (int n = 1; n < 3 && *at < end && is_octal(**at); n++)
			number = number << 3 | (uint32_t)(*(*at)++ - '0');
		return put_byte(number, out);
	}
}

struct span literal_span(const struct source *source, struct span literal, size_t at, size_t len)
{
	const char *text = source->bytes + literal.begin + 1;
	const char *end = source->bytes + literal.end - 1;
	struct span span = { literal.source, literal.end - 1, literal.end };
	size_t value = 0;
	bool begun = false;
	char bytes[4];

	if (literal.end < literal.begin + 2)
		return literal;
	while (text < end) {
		const char *begin = text;
		int n = literal_next(&text, end, bytes);

		value += n > 0 ? (size_t)n : 0;
		if (!begun && value > at) {
			span.begin = (uint32_t)(begin - source->bytes);
			begun = true;
		}
		if (begun && value >= at + len) {
			span.end = (uint32_t)(text - source->bytes);
			return span;
		}
	}
	if (begun)
		span.end = literal.end - 1;
	return span;
}
