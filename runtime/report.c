/* Messages and longer texts of the runtime. See report.h. */
#include "report.h"

#include "tracing.h"

#include <mcfg/assert.h>
#include <mcfg/base.h>
#include <mcfg/image.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <stdio.h>
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

void mcfg_say(const char *format, ...)
{
	struct mcfg_writer writer = { .write = mcfg_platform_message };
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	mcfg_write_string(&writer, mcfg_image.name);
	mcfg_write_string(&writer, ": ");
	mcfg_write_string(&writer, text);
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
