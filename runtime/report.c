/* Messages and longer texts of the runtime. See report.h. */
#include "report.h"

#include "tracing.h"

#include <mcfg/assert.h>
#include <mcfg/base.h>
#include <mcfg/image.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <stdint.h>
#include <string.h>

void mcfg_write_end(struct mcfg_writer *writer)
{
	if (writer->n > 0)
		writer->write(writer->buffer, writer->n);
	writer->n = 0;
}

void mcfg_write(struct mcfg_writer *writer, const char *text, size_t len)
{
	while (len > 0) {
		size_t room = sizeof writer->buffer - writer->n;
		size_t part = len < room ? len : room;

		memcpy(writer->buffer + writer->n, text, part);
		writer->n += part;
		text += part;
		len -= part;
		if (writer->n == sizeof writer->buffer)
			mcfg_write_end(writer);
	}
}

void mcfg_write_string(struct mcfg_writer *writer, const char *string)
{
	mcfg_write(writer, string, strlen(string));
}

void mcfg_write_blanks(struct mcfg_writer *writer, size_t n)
{
	while (n-- > 0)
		mcfg_write(writer, " ", 1);
}

void mcfg_write_foreign(struct mcfg_writer *writer, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		mcfg_write(writer, c < 0x20 || c == 0x7f ? "?" : text + i, 1);
	}
}

size_t mcfg_columns(const char *text, size_t len)
{
	size_t columns = 0;

	for (size_t i = 0; i < len; i++)
		columns += ((unsigned char)text[i] & 0xc0) != 0x80;
	return columns;
}

static void write_int(struct mcfg_writer *writer, int value)
{
	char digits[12], *at = digits + sizeof digits;
	unsigned rest = value < 0 ? 0 - (unsigned)value : (unsigned)value;

	*--at = '\0';
	do
		*--at = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		*--at = '-';
	mcfg_write_string(writer, at);
}

/* What stands at `%`; returns its end. */
static const char *write_argument(struct mcfg_writer *writer, const char *at, va_list *args)
{
	size_t most = SIZE_MAX;

	if (at[1] == '.')
		for (most = 0, at++; at[1] >= '0' && at[1] <= '9'; at++)
			most = most * 10 + (size_t)(at[1] - '0');
	if (at[1] == 's') {
		const char *string = va_arg(*args, const char *);

		mcfg_write(writer, string, strnlen(string, most));
	} else if (at[1] == 'd') {
		write_int(writer, va_arg(*args, int));
	}
	return at + 2;
}

void mcfg_say(const char *format, ...)
{
	struct mcfg_writer writer = { .write = mcfg_platform_message };
	va_list args;

	mcfg_write_string(&writer, mcfg_image.name);
	mcfg_write_string(&writer, ": ");
	va_start(args, format);
	while (*format) {
		size_t len = strcspn(format, "%");

		mcfg_write(&writer, format, len);
		format += len;
		if (*format)
			format = write_argument(&writer, format, &args);
	}
	va_end(args);
	mcfg_write_string(&writer, "\n");
	mcfg_write_end(&writer);
}

_Noreturn void mcfg_assert_failed(const char *file, int line, const char *condition)
{
	const char *slash = strrchr(file, '/');

	mcfg_say("task %s: %s:%d: %s does not hold", task_name(task_self()),
	         slash ? slash + 1 : file, line, condition);
	mcfg_trace_save();
	mcfg_platform_crash();
}

_Noreturn void mcfg_handle_trap(const char *interface, const char *device)
{
	mcfg_say("a handle of %s reached a source that was not compiled for it, as its %s",
	         device ? device : "an unknown device", interface);
	mcfg_trace_save();
	mcfg_platform_crash();
}
