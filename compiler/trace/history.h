/* history.h - what each task was doing, and when: events -> times. */
#ifndef MCFG_TRACE_HISTORY_H
#define MCFG_TRACE_HISTORY_H

#include "trace/trace.h"

enum doing {
	DOING_UNKNOWN, /* before the first event that tells */
	DOING_RUNNING,
	DOING_READY,   /* it could run, but another one did */
	DOING_WAITING, /* in a call that blocks */
	N_DOINGS
};

/* From one time to another; `to` is at or after `from`. */
struct stretch {
	uint64_t from_ns, to_ns;
	enum doing doing;
};

/* A call of a device's operation. */
struct traced_call {
	uint64_t from_ns, to_ns;
	const char *operation, *device;
	unsigned depth;  /* of calls around it, in the same task */
	bool unfinished; /* when the trace ended */
};

struct traced_note {
	uint64_t at_ns, value;
	const char *text;
};

enum wake_cause { WOKEN_BY_TASK, WOKEN_BY_TIMER, WOKEN_FROM_OUTSIDE };

struct traced_wake {
	uint64_t at_ns;
	size_t by, woken; /* tasks, by their index; by: of WOKEN_BY_TASK */
	enum wake_cause cause;
};

struct traced_task {
	uint32_t id;
	const char *name; /* "" where the trace does not tell */
	uint64_t begin_ns, end_ns;
	bool begun, ended; /* both seen */
	int32_t status;
	size_t parent; /* its index, if begun */
	size_t n_events;
	VEC(struct stretch) stretches;
	VEC(struct traced_call) calls; /* by when they began */
	VEC(struct traced_note) notes;
	unsigned most_depth; /* of its calls: 0 without any */
};

struct history {
	const struct trace *trace;
	uint64_t begin_ns, end_ns;
	VEC(struct traced_task) tasks; /* by their number */
	VEC(struct traced_wake) wakes;
	VEC(struct stretch) busy; /* the processor's: from..to, all of them running */
};

/* Works out the history of a trace. */
void history_make(struct arena *arena, const struct trace *trace, struct history *history);

/* A time, for people: "12.3 us", "1.5 s". */
const char *history_time(struct arena *arena, uint64_t ns);

/* What a task is called: its name, or its number. */
const char *history_name(struct arena *arena, const struct traced_task *task);

#endif
