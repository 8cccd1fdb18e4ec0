/*
 * The ring of events, and its form in CTF 1.8 (diamon.org/ctf): one stream of one packet, numbers
 * in little endian, at any address. See <mcfg/trace.h>.
 */
#include "tracing.h"

#ifdef MCFG_TRACE

#include "report.h"
#include "sched.h"

#include <errno.h>
#include <mcfg/endian.h>
#include <mcfg/image.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef MCFG_TRACE_EVENTS
#define MCFG_TRACE_EVENTS 65536
#endif

struct event {
	uint64_t at_ns, value;
	uint32_t task, subject;
	uint16_t kind;
	union {
		char text[24];
		struct {
			const char *operation, *device;
		} call;
	};
};

static struct event ring[MCFG_TRACE_EVENTS];
static uint64_t n_events; /* that were; the last of them are in the ring */
static const char *folder;

static struct event *remember(enum trace_kind kind, uint32_t subject, uint64_t value)
{
	struct event *event = &ring[n_events++ % MCFG_TRACE_EVENTS];

	*event = (struct event){ .at_ns = mcfg_platform_monotonic_ns(),
		                 .value = value,
		                 .task = mcfg_sched_self()->id,
		                 .subject = subject,
		                 .kind = (uint16_t)kind };
	return event;
}

void mcfg_trace_event(enum trace_kind kind, uint32_t subject, uint64_t value, const char *text)
{
	struct event *event = remember(kind, subject, value);

	if (text)
		strncpy(event->text, text, sizeof event->text - 1);
}

void mcfg_trace_note(const char *text, uint64_t value)
{
	mcfg_trace_event(TRACE_NOTE, 0, value, text);
}

struct mcfg_trace_call mcfg_trace_call(const char *operation, const char *device,
                                       const void *handle)
{
	struct event *event = remember(TRACE_CALL, 0, (uintptr_t)handle);

	event->call.operation = operation;
	event->call.device = device ? device : "";
	return (struct mcfg_trace_call){ operation };
}

void mcfg_trace_return(const struct mcfg_trace_call *call)
{
	remember(TRACE_RETURN, 0, 0)->call.operation = call->operation;
}

int mcfg_trace_configure(const char *text, struct mcfg_value_error *error)
{
	int status;

	if (*text == '\0') {
		*error = (struct mcfg_value_error){ "a folder's name is missing", 0, 0 };
		return -EINVAL;
	}
	/* Tried now: a trace that cannot be written is not worth a run. */
	status = mcfg_platform_trace_save(text, "events", "", 0);
	if (status) {
		error->what = status == -ENOSYS ? "this target has nowhere to write a trace"
		                                : strerror(-status);
		error->at = 0;
		error->len = strlen(text);
		return -EINVAL;
	}
	folder = text;
	return 0;
}

/* ---- the metadata ---------------------------------------------------------------------------- */

static const char types[] =
    "/* CTF 1.8 */\n"
    "typealias integer { size = 16; align = 8; signed = false; } := uint16_t;\n"
    "typealias integer { size = 32; align = 8; signed = false; } := uint32_t;\n"
    "typealias integer { size = 32; align = 8; signed = true; } := int32_t;\n"
    "typealias integer { size = 64; align = 8; signed = false; } := uint64_t;\n"
    "trace {\n"
    "  major = 1; minor = 8; byte_order = le;\n"
    "  packet.header := struct { uint32_t magic; uint32_t stream_id; };\n"
    "};\n";

static const char streams[] =
    "typealias integer {\n"
    "  size = 64; align = 8; signed = false; map = clock.monotonic.value;\n"
    "} := moment_t;\n"
    "stream {\n"
    "  id = 0;\n"
    "  packet.context := struct {\n"
    "    moment_t timestamp_begin; moment_t timestamp_end;\n"
    "    uint64_t content_size; uint64_t packet_size; uint64_t events_discarded;\n"
    "  };\n"
    "  event.header := struct { uint16_t id; moment_t timestamp; };\n"
    "  event.context := struct { uint32_t task; };\n"
    "};\n";

/* By enum trace_kind. What put_fields writes. */
static const char *const events[][2] = {
	[TRACE_SPAWN] = { "spawn", "uint32_t child; string name;" },
	[TRACE_SWITCH] = { "switch", "uint32_t next;" },
	[TRACE_BLOCK] = { "block", "uint64_t until_ns;" },
	[TRACE_WAKE] = { "wake", "uint32_t woken; int32_t value;" },
	[TRACE_END] = { "end", "int32_t status;" },
	[TRACE_TIMER] = { "timer", "uint64_t due_ns;" },
	[TRACE_NOTE] = { "note", "string text; uint64_t value;" },
	[TRACE_CALL] = { "call", "string operation; string device; uint64_t handle;" },
	[TRACE_RETURN] = { "return", "string operation;" },
};

enum { N_KINDS = sizeof events / sizeof *events };

/* From the monotonic clock to the wall clock. */
static void clock_offset(int64_t *seconds, int64_t *nanoseconds)
{
	uint64_t now_ns = mcfg_platform_monotonic_ns();
	uint32_t wall_ns = 0;

	*seconds = 0;
	mcfg_platform_wall(seconds, &wall_ns);
	*seconds -= (int64_t)(now_ns / SEC(1));
	*nanoseconds = (int64_t)wall_ns - (int64_t)(now_ns % SEC(1));
	if (*nanoseconds < 0) {
		*nanoseconds += (int64_t)SEC(1);
		--*seconds;
	}
}

static int save_metadata(void)
{
	static char text[4096];
	int64_t seconds, nanoseconds;
	int len;

	clock_offset(&seconds, &nanoseconds);
	len = snprintf(text, sizeof text,
	               "%senv { domain = \"mcfg\"; image = \"%s\"; };\n"
	               "clock {\n"
	               "  name = monotonic; freq = 1000000000; offset_s = %lld; offset = %lld;\n"
	               "};\n%s",
	               types, mcfg_image.name, (long long)seconds, (long long)nanoseconds, streams);
	for (int i = 0; i < N_KINDS; i++)
		len += snprintf(text + len, sizeof text - (size_t)len,
		                "event {\n"
		                "  id = %d; name = \"%s\"; stream_id = 0;\n"
		                "  fields := struct { %s };\n"
		                "};\n",
		                i, events[i][0], events[i][1]);
	return mcfg_platform_trace_save(folder, "metadata", text, (size_t)len);
}

/* ---- the stream ------------------------------------------------------------------------------ */

enum {
	PACKET_BYTES = 4 + 4 + 5 * 8,   /* its header and context */
	MOST_BYTES = 2 + 8 + 4 + 24 + 8 /* of an event but a call or a return */
};

static size_t most_bytes_of(const struct event *event)
{
	switch (event->kind) {
	case TRACE_CALL:
		return MOST_BYTES + strlen(event->call.operation) + strlen(event->call.device);
	case TRACE_RETURN: return MOST_BYTES + strlen(event->call.operation);
	default: return MOST_BYTES;
	}
}

static char *put_text(char *to, const char *text)
{
	size_t bytes = strlen(text) + 1;

	memcpy(to, text, bytes);
	return to + bytes;
}

static char *put32(char *to, uint32_t number)
{
	mcfg_put_le32(to, number);
	return to + 4;
}

static char *put64(char *to, uint64_t number)
{
	mcfg_put_le64(to, number);
	return to + 8;
}

static char *put_fields(char *to, const struct event *event)
{
	switch (event->kind) {
	case TRACE_SPAWN: return put_text(put32(to, event->subject), event->text);
	case TRACE_SWITCH: return put32(to, event->subject);
	case TRACE_WAKE: return put32(put32(to, event->subject), (uint32_t)event->value);
	case TRACE_END: return put32(to, (uint32_t)event->value);
	case TRACE_NOTE: return put64(put_text(to, event->text), event->value);
	case TRACE_CALL:
		to = put_text(put_text(to, event->call.operation), event->call.device);
		return put64(to, event->value);
	case TRACE_RETURN: return put_text(to, event->call.operation);
	default: return put64(to, event->value);
	}
}

static char *put_event(char *to, const struct event *event)
{
	mcfg_put_le16(to, event->kind);
	return put_fields(put32(put64(to + 2, event->at_ns), event->task), event);
}

static void put_packet(char *to, size_t bytes, uint64_t first)
{
	to = put32(to, UINT32_C(0xc1fc1fc1));
	to = put32(to, 0);
	to = put64(to, ring[first % MCFG_TRACE_EVENTS].at_ns);
	to = put64(to, ring[(n_events - 1) % MCFG_TRACE_EVENTS].at_ns);
	to = put64(to, 8 * bytes);
	to = put64(to, 8 * bytes);
	put64(to, first);
}

static int save_stream(void)
{
	uint64_t first = n_events > MCFG_TRACE_EVENTS ? n_events - MCFG_TRACE_EVENTS : 0;
	size_t bytes = PACKET_BYTES;
	char *data, *to;
	int error;

	for (uint64_t i = first; i < n_events; i++)
		bytes += most_bytes_of(&ring[i % MCFG_TRACE_EVENTS]);
	data = malloc(bytes);
	if (!data)
		return -ENOMEM;
	to = data + PACKET_BYTES;
	for (uint64_t i = first; i < n_events; i++)
		to = put_event(to, &ring[i % MCFG_TRACE_EVENTS]);
	put_packet(data, (size_t)(to - data), first);
	error = mcfg_platform_trace_save(folder, "events", data, (size_t)(to - data));
	free(data);
	return error;
}

int mcfg_trace_save(void)
{
	int error;

	if (!folder || n_events == 0)
		return 0;
	error = save_metadata();
	if (!error)
		error = save_stream();
	if (error)
		mcfg_say("cannot write the trace to %s: %s", folder, strerror(-error));
	return error;
}

#else

int mcfg_trace_save(void)
{
	return 0;
}

#endif
