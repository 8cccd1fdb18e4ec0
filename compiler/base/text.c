#include "base/text.h"

#include "base/format.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <string.h>

void text_init(struct text *text, struct arena *arena)
{
	*text = (struct text){ .arena = arena };
}

const char *text_string(const struct text *text)
{
	return text->bytes ? text->bytes : "";
}

void text_add(struct text *text, const char *bytes, size_t len)
{
	while (text->cap - text->len < len + 1)
		text->bytes = vec_grow(text->arena, text->bytes, text->len, &text->cap, 1);
	memcpy(text->bytes + text->len, bytes, len);
	text->len += len;
	text->bytes[text->len] = '\0';
}

void text_puts(struct text *text, const char *string)
{
	text_add(text, string, strlen(string));
}

void text_putc(struct text *text, char c)
{
	text_add(text, &c, 1);
}

static void add_formatted(struct text *text, const char *format, va_list args)
{
	char small[512];
	va_list again;
	size_t len;

	va_copy(again, args);
	len = format_text(small, sizeof small, format, again);
	va_end(again);
	if (len < sizeof small)
		text_add(text, small, len);
	else
		text_puts(text, arena_vprintf(text->arena, format, args));
}

void text_printf(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_formatted(text, format, args);
	va_end(args);
}

static void add_line(struct text *text, const char *format, va_list args)
{
	size_t start = text->len;

	for (unsigned i = 0; i < text->indent; i++)
		text_putc(text, '\t');
	add_formatted(text, format, args);
	if (text->len == start + text->indent && text->len > start)
		text->bytes[text->len = start] = '\0';
	text_putc(text, '\n');
}

void text_line(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_line(text, format, args);
	va_end(args);
}

void text_open(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_line(text, format, args);
	va_end(args);
	text->indent++;
}

void text_close(struct text *text, const char *format, ...)
{
	va_list args;

	text->indent--;
	va_start(args, format);
	add_line(text, format, args);
	va_end(args);
}

void text_c_string(struct text *text, const char *string)
{
	text_putc(text, '"');
	for (const char *at = string; *at; at++) {
		unsigned char c = (unsigned char)*at;

		switch (c) {
		case '"': text_puts(text, "\\\""); break;
		case '\\': text_puts(text, "\\\\"); break;
		case '\n': text_puts(text, "\\n"); break;
		case '\t': text_puts(text, "\\t"); break;
		case '\r': text_puts(text, "\\r"); break;
		case '?':
			/* "??/" and its like are trigraphs in C11. */
			text_puts(text, at > string && at[-1] == '?' ? "\\?" : "?");
			break;
		default:
			if (c < 0x20 || c == 0x7f)
				text_printf(text, "\\%03o", c);
			else
				text_putc(text, (char)c);
		}
	}
	text_putc(text, '"');
}

void text_json_string(struct text *text, const char *string)
{
	size_t left = strlen(string);

	text_putc(text, '"');
	while (left) {
		size_t len = utf8_length(string, left);
		unsigned char c = (unsigned char)*string;

		if (!len)
			text_puts(text, "\\ufffd");
		else if (c == '"' || c == '\\')
			text_printf(text, "\\%c", c);
		else if (c == '\n')
			text_puts(text, "\\n");
		else if (c == '\t')
			text_puts(text, "\\t");
		else if (c < 0x20 || c == 0x7f)
			text_printf(text, "\\u%04x", c);
		else
			text_add(text, string, len);
		string += len ? len : 1;
		left -= len ? len : 1;
	}
	text_putc(text, '"');
}

void text_visible(struct text *text, const char *string)
{
	size_t left = strlen(string), len;

	for (; left; string += len, left -= len) {
		uint32_t character;

		len = utf8_length(string, left);
		character = utf8_decode(string, len ? len : 1);
		if (len && utf8_is_visible(character))
			text_add(text, string, len);
		else if (*string == '\n')
			text_puts(text, "\\n");
		else if (*string == '\t')
			text_puts(text, "\\t");
		else if (character > 0xff)
			text_printf(text, "\\u%04x", (unsigned)character);
		else
			text_printf(text, "\\x%02x", (unsigned)character);
		if (!len)
			len = 1;
	}
}

/* Where the character ends in which `at` lies, of a text that is UTF-8. */
static size_t character_end(const char *text, size_t at)
{
	while (((unsigned char)text[at] & 0xc0) == 0x80)
		at++;
	return at;
}

void text_bounded(struct text *text, const char *message, size_t most_word, size_t most)
{
	const size_t begin = text->len;

	while (*message && text->len - begin < most) {
		size_t len = strcspn(message, " ");
		size_t shown = len > most_word ? character_end(message, most_word) : len;

		text_add(text, message, shown);
		if (shown < len) {
			size_t tail = len;

			while (strchr("`;:,", message[tail - 1]))
				tail--;
			text_puts(text, "…");
			text_add(text, message + tail, len - tail);
		}
		message += len;
		if (*message == ' ')
			text_putc(text, *message++);
	}
	if (*message)
		text_puts(text, "…");
}
