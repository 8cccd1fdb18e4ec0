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

static void write_number(struct mcfg_writer *writer, const char *prefix, uintptr_t value,
                         unsigned base)
{
	char digits[24], *at = digits + sizeof digits;

	*--at = '\0';
	do
		*--at = "0123456789abcdef"[value % base];
	while (value /= base);
	mcfg_write_string(writer, prefix);
	mcfg_write_string(writer, at);
}

static void write_int(struct mcfg_writer *writer, int value)
{
	unsigned rest = value < 0 ? 0 - (unsigned)value : (unsigned)value;

	write_number(writer, value < 0 ? "-" : "", rest, 10);
}

/* Without this the vector registers are saved for arguments that there are not. */
#define GENERAL_REGISTERS __attribute__((target("general-regs-only")))

/* What stands at `%`; returns its end. */
static GENERAL_REGISTERS const char *write_argument(struct mcfg_writer *writer, const char *at,
                                                    va_list *args)
{
	size_t most = SIZE_MAX;

	if (at[1] == '.')
		for (most = 0, at++; at[1] >= '0' && at[1] <= '9'; at++)
			most = most * 10 + (size_t)(at[1] - '0');
	if (at[1] == 's') {
		const char *string = va_arg(*args, const char *);
		size_t len = 0;

		while (len < most && string[len])
			len++;
		mcfg_write(writer, string, len);
	} else if (at[1] == 'd') {
		write_int(writer, va_arg(*args, int));
	} else if (at[1] == 'p') {
		write_number(writer, "0x", (uintptr_t)va_arg(*args, const void *), 16);
	}
	return at + 2;
}

GENERAL_REGISTERS void mcfg_say(const char *format, ...)
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
	const char *name = file;

	while (*file)
		if (*file++ == '/')
			name = file;
	mcfg_say("task %s: %s:%d: %s does not hold", task_name(task_self()), name, line, condition);
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
