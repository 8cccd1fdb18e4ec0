/*
 * trace.h - the trace of an image, read back: files -> events.
 *
 * What images write (runtime/trace.c) is the Common Trace Format 1.8, of which this reads as much
 * as they use: one stream of packets, numbers in little endian at any address, strings. Which
 * events there are, and their fields, is taken from the metadata, so that an event which is not
 * known here is passed over.
 */
#ifndef MCFG_TRACE_TRACE_H
#define MCFG_TRACE_TRACE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum trace_what {
	TRACED_OTHER, /* an event that is not one of these */
	TRACED_SPAWN,
	TRACED_SWITCH,
	TRACED_BLOCK,
	TRACED_WAKE,
	TRACED_END,
	TRACED_TIMER,
	TRACED_NOTE,
	TRACED_CALL,
	TRACED_RETURN
};

struct trace_event {
	uint64_t at_ns;            /* of the image's monotonic clock */
	uint64_t value;            /* status, handle, value ... */
	const char *text, *device; /* a name, an operation, a note; "" where there is none */
	uint32_t task;             /* the one that ran */
	uint32_t other;            /* the one that it is about */
	enum trace_what what;
};

struct trace {
	const char *image;
	VEC(struct trace_event) events; /* in the order of time */
	uint64_t n_lost;                /* before the first one */
};

/* What is wrong with a trace. */
struct trace_error {
	const char *what; /* static, or in the arena */
	size_t at;        /* which byte; of the metadata, if `in_metadata`, else of the stream */
	bool in_metadata;
};

/*
 * trace_read - the events in the bytes of a trace's two files.
 *
 * metadata, stream   `len` bytes each, which the trace keeps: names lie in the stream.
 *
 * Returns true, or false with `error` written.
 */
bool trace_read(struct arena *arena, const char *metadata, size_t metadata_len, const char *stream,
                size_t stream_len, struct trace *trace, struct trace_error *error);

#endif
