/*
 * Traces: whatever the bytes are, they are refused with a place in them, or read, summed up, and
 * drawn as something that is well-formed. A line end and a zero part the metadata from the stream.
 */
#include "trace/picture.h"
#include "trace/summary.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every `<` begins a tag that a `>` ends, and there are as many ends as begins. */
static void check_markup(const char *text)
{
	long depth = 0;

	for (const char *at = text; *at; at++) {
		const char *close;

		if ((unsigned char)*at < 0x20 && *at != '\n')
			abort();
		if (*at != '<')
			continue;
		close = strchr(at, '>');
		if (!close)
			abort();
		depth += at[1] == '/' ? -1 : close[-1] == '/' ? 0 : 1;
		if (depth < 0)
			abort();
		at = close;
	}
	if (depth != 0)
		abort();
}

static void show(struct arena *arena, const struct trace *trace, uint64_t from_ns)
{
	struct history history;
	struct text text;

	history_make(arena, trace, &history);
	text_init(&text, arena);
	summary_print(&text, &history);
	text_init(&text, arena);
	picture_print(&text, &history, (struct picture_range){ from_ns, UINT64_MAX });
	check_markup(text_string(&text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data, *part = memmem(bytes, size, "\n\0", 2);
	size_t metadata_len = part ? (size_t)(part - bytes) : size;
	const char *stream = part ? part + 2 : bytes + size;
	size_t stream_len = (size_t)(bytes + size - stream);
	struct trace_error error = { 0 };
	struct arena arena;
	struct trace trace;

	arena_init(&arena);
	if (trace_read(&arena, bytes, metadata_len, stream, stream_len, &trace, &error))
		show(&arena, &trace, size % 3);
	else if (!error.what || error.at > (error.in_metadata ? metadata_len : stream_len))
		abort();
	arena_fini(&arena);
	return 0;
}
