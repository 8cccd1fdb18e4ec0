/* trace.c - a stream of packets to events. See trace.h. */
#include "trace/trace_layout.h"

#include <mcfg/endian.h>
#include <string.h>

enum { PACKET_BYTES = 4 + 4 + 5 * 8 }; /* its header and its context */

struct stream {
	struct arena *arena;
	const char *begin, *at, *end; /* end: of the packet, or of all */
	struct trace *trace;
	const struct trace_layouts *layouts;
	struct trace_error *error;
};

static bool fail(struct stream *stream, const char *what)
{
	*stream->error = (struct trace_error){ what, (size_t)(stream->at - stream->begin), false };
	return false;
}

/* ---- numbers and strings --------------------------------------------------------------------- */

static bool take_number(struct stream *stream, size_t bytes, uint64_t *number)
{
	if ((size_t)(stream->end - stream->at) < bytes)
		return fail(stream, "the trace ends in the middle of an event");
	switch (bytes) {
	case 2: *number = mcfg_get_le16(stream->at); break;
	case 4: *number = mcfg_get_le32(stream->at); break;
	default: *number = mcfg_get_le64(stream->at); break;
	}
	stream->at += bytes;
	return true;
}

static bool take_string(struct stream *stream, const char **string)
{
	const char *nul = memchr(stream->at, '\0', (size_t)(stream->end - stream->at));

	if (!nul)
		return fail(stream, "a name does not end");
	*string = stream->at;
	stream->at = nul + 1;
	return true;
}

/* ---- events ---------------------------------------------------------------------------------- */

static bool take_field(struct stream *stream, const struct trace_field *field,
                       struct trace_event *event)
{
	static const size_t sizes[] = {
		[FIELD_U16] = 2, [FIELD_U32] = 4, [FIELD_I32] = 4, [FIELD_U64] = 8
	};
	const char *string;
	uint64_t number;

	if (field->type == FIELD_STRING) {
		if (!take_string(stream, &string))
			return false;
		if (field->place == PLACE_TEXT)
			event->text = string;
		else if (field->place == PLACE_DEVICE)
			event->device = string;
		return true;
	}
	if (!take_number(stream, sizes[field->type], &number))
		return false;
	if (field->type == FIELD_I32)
		number = (uint64_t)(int64_t)(int32_t)(uint32_t)number;
	if (field->place == PLACE_VALUE)
		event->value = number;
	else if (field->place == PLACE_OTHER)
		event->other = (uint32_t)number;
	return true;
}

static const struct trace_layout *layout_of(const struct stream *stream, uint64_t id)
{
	for (size_t i = 0; i < stream->layouts->all.n; i++)
		if (stream->layouts->all.items[i].id == id)
			return &stream->layouts->all.items[i];
	return NULL;
}

static bool take_event(struct stream *stream)
{
	struct trace_event event = { .text = "", .device = "" };
	const struct trace *trace = stream->trace;
	const struct trace_layout *layout;
	uint64_t id, task;

	if (!take_number(stream, 2, &id))
		return false;
	layout = layout_of(stream, id);
	if (!layout)
		return fail(stream, "an event here is not in the metadata");
	if (!take_number(stream, 8, &event.at_ns) || !take_number(stream, 4, &task))
		return false;
	event.task = (uint32_t)task;
	event.what = layout->what;
	for (size_t i = 0; i < layout->fields.n; i++)
		if (!take_field(stream, &layout->fields.items[i], &event))
			return false;
	if (trace->events.n > 0 && event.at_ns < trace->events.items[trace->events.n - 1].at_ns)
		return fail(stream, "time goes back before this event");
	*vec_push(stream->arena, &stream->trace->events) = event;
	return true;
}

/* ---- packets --------------------------------------------------------------------------------- */

/* A packet's head. Sets the end of what it holds, and where the next one begins. */
static bool take_packet(struct stream *stream, const char *end, const char **next)
{
	const char *begin = stream->at;
	uint64_t content_bits, packet_bits;

	if (end - begin < PACKET_BYTES || mcfg_get_le32(begin) != UINT32_C(0xc1fc1fc1))
		return fail(stream, "no packet of a trace begins here");
	content_bits = mcfg_get_le64(begin + 24);
	packet_bits = mcfg_get_le64(begin + 32);
	if (packet_bits / 8 > (uint64_t)(end - begin) || content_bits > packet_bits ||
	    content_bits / 8 < PACKET_BYTES)
		return fail(stream, "the trace is cut off: this packet is longer");
	if (stream->trace->events.n == 0)
		stream->trace->n_lost = mcfg_get_le64(begin + 40);
	stream->at = begin + PACKET_BYTES;
	stream->end = begin + content_bits / 8;
	*next = begin + packet_bits / 8;
	return true;
}

bool trace_read(struct arena *arena, const char *metadata, size_t metadata_len, const char *stream,
                size_t stream_len, struct trace *trace, struct trace_error *error)
{
	const char *end = stream + stream_len, *next = stream;
	struct trace_layouts layouts;
	struct stream from = { .arena = arena,
		               .begin = stream,
		               .at = stream,
		               .trace = trace,
		               .layouts = &layouts,
		               .error = error };

	*trace = (struct trace){ 0 };
	if (!trace_layout_read(arena, metadata, metadata_len, &layouts, error))
		return false;
	trace->image = layouts.image;
	if (!stream_len)
		return fail(&from,
		            "nothing was written: the image has not ended yet, or was killed");
	while (from.at < end) {
		if (!take_packet(&from, end, &next))
			return false;
		while (from.at < from.end)
			if (!take_event(&from))
				return false;
		from.at = next;
	}
	return true;
}
