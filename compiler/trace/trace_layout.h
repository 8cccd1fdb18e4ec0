/* trace_layout.h - how events lie in a stream: what metadata says, to the reader's own files. */
#ifndef MCFG_TRACE_TRACE_LAYOUT_H
#define MCFG_TRACE_TRACE_LAYOUT_H

#include "trace/trace.h"

enum field_type { FIELD_U16, FIELD_U32, FIELD_I32, FIELD_U64, FIELD_STRING };

/* Where a field's value goes in struct trace_event. */
enum field_place { PLACE_NONE, PLACE_VALUE, PLACE_OTHER, PLACE_TEXT, PLACE_DEVICE };

struct trace_field {
	enum field_type type;
	enum field_place place;
};

struct trace_layout {
	uint64_t id;
	enum trace_what what;
	VEC(struct trace_field) fields;
};

struct trace_layouts {
	const char *image;
	VEC(struct trace_layout) all;
};

/* Reads the metadata. Returns true, or false with `error` written. */
bool trace_layout_read(struct arena *arena, const char *text, size_t len,
                       struct trace_layouts *layouts, struct trace_error *error);

#endif
