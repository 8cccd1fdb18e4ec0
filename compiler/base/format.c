#include "base/format.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool is_plain(const char *format)
{
	while ((format = strchr(format, '%'))) {
		format++;
		if (format[0] == 'z' && format[1] == 'u')
			format++;
		else if (!*format || !strchr("scdu%", *format))
			return false;
		format++;
	}
	return true;
}

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

static void add_plain(struct out *out, const char *format, va_list args)
{
	const char *at, *string;
	char c;

	while ((at = strchr(format, '%'))) {
		add(out, format, (size_t)(at - format));
		format = at + 2;
		switch (at[1]) {
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
			add_number(out, va_arg(args, size_t), false);
			format++;
			break;
		default: add(out, "%", 1);
		}
	}
	add(out, format, strlen(format));
}

size_t format_text(char *out, size_t size, const char *format, va_list args)
{
	struct out plain = { out, size, 0 };
	int len;

	if (!is_plain(format)) {
		len = vsnprintf(out, size, format, args);
		return len < 0 ? 0 : (size_t)len;
	}
	add_plain(&plain, format, args);
	if (size)
		out[plain.len < size ? plain.len : size - 1] = '\0';
	return plain.len;
}
