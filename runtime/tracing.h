/* tracing.h - the events of the runtime's own files; <mcfg/trace.h> is for everyone else. */
#ifndef MCFG_TRACING_H
#define MCFG_TRACING_H

#ifdef MCFG_TRACE

#include <mcfg/trace.h>
#include <mcfg/value.h>

enum trace_kind {
	TRACE_SPAWN,
	TRACE_SWITCH,
	TRACE_BLOCK,
	TRACE_WAKE,
	TRACE_END,
	TRACE_TIMER,
	TRACE_NOTE,
	TRACE_CALL,
	TRACE_RETURN
};

/* Remembers one: `subject` is another task, for those that have one; `text` may be null. */
void mcfg_trace_event(enum trace_kind kind, uint32_t subject, uint64_t value, const char *text);

/* The option --trace: the folder to write to. Returns 0, or -EINVAL where that cannot be done. */
int mcfg_trace_configure(const char *folder, struct mcfg_value_error *error);

#define trace_event(kind, subject, value, text) \
	mcfg_trace_event((kind), (subject), (uint64_t)(value), (text))

#else

#define trace_event(kind, subject, value, text) ((void)0)

#endif

/* Writes the trace, if there is one and the option was given. Returns 0, or a negative errno after
   saying why it failed. */
int mcfg_trace_save(void);

#endif
