#include "base/format.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Where the text goes: `len` counts on when `size` is used up. */
struct out {
	char *bytes;
	size_t size, len;
};

static void add(struct out *out, const char *bytes, size_t len)
{
	size_t room = out->len < out->size ? out->size - out->len : 0;

	memcpy(out->bytes + (room ? out->len : 0), bytes, len < room ? len : room);
	out->len += len;
}

static void add_number(struct out *out, unsigned long number, bool negative)
{
	char digits[24], *at = digits + sizeof digits;

	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	if (negative)
		*--at = '-';
	add(out, at, (size_t)(digits + sizeof digits - at));
}

static void add_int(struct out *out, int number)
{
	add_number(out, number < 0 ? 0ul - (unsigned long)number : (unsigned long)number,
	           number < 0);
}

/* Formats what is plain. False at the first directive that is not. */
static bool add_plain(struct out *out, const char *format, va_list args)
{
	for (const char *at = format;; at++) {
		const char *string;
		char c;

		while (*at && *at != '%')
			at++;
		add(out, format, (size_t)(at - format));
		if (!*at)
			return true;
		switch (*++at) {
		case 's':
			string = va_arg(args, const char *);
			add(out, string, strlen(string));
			break;
		case 'c':
			c = (char)va_arg(args, int);
			add(out, &c, 1);
			break;
		case 'd': add_int(out, va_arg(args, int)); break;
		case 'u': add_number(out, va_arg(args, unsigned), false); break;
		case 'z':
			if (*++at != 'u')
				return false;
			add_number(out, va_arg(args, size_t), false);
			break;
		case '%': add(out, "%", 1); break;
		default: return false;
		}
		format = at + 1;
	}
}

size_t format_text(char *out, size_t size, const char *format, va_list args)
{
	struct out text = { out, size, 0 };
	va_list again;
	bool plain;
	int len;

	va_copy(again, args);
	plain = add_plain(&text, format, again);
	va_end(again);
	if (!plain) {
		len = vsnprintf(out, size, format, args);
		return len < 0 ? 0 : (size_t)len;
	}
	if (size)
		out[text.len < size ? text.len : size - 1] = '\0';
	return text.len;
}
