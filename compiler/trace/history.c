/* history.c - see history.h. */
#include "trace/history.h"

#include <stdlib.h>
#include <string.h>

/* A task while events are read. */
struct state {
	enum doing doing;
	uint64_t since_ns;
	VEC(size_t) open; /* calls, by their index */
};

struct reading {
	struct arena *arena;
	struct history *history;
	struct state *states; /* by the index of their task */
	bool in_timer;        /* since a timer went off, no task has run */
	bool busy;
	uint64_t busy_since_ns;
};

/* ---- which tasks there are ------------------------------------------------------------------- */

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

static bool is_about_other(const struct trace_event *event)
{
	return event->what == TRACED_SPAWN || event->what == TRACED_SWITCH ||
	       event->what == TRACED_WAKE;
}

static void find_tasks(struct arena *arena, const struct trace *trace, struct history *history)
{
	size_t n = 0;
	uint32_t *ids = arena_array(arena, uint32_t, 2 * trace->events.n + 1);

	for (size_t i = 0; i < trace->events.n; i++) {
		ids[n++] = trace->events.items[i].task;
		if (is_about_other(&trace->events.items[i]))
			ids[n++] = trace->events.items[i].other;
	}
	qsort(ids, n, sizeof *ids, by_number);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || ids[i] != ids[i - 1])
			*vec_push(arena, &history->tasks) = (struct traced_task){
				.id = ids[i],
				.name = ids[i] == 0 ? "main" : "",
				.begin_ns = history->begin_ns,
				.end_ns = history->end_ns,
			};
}

static size_t index_of(const struct history *history, uint32_t id)
{
	size_t low = 0, high = history->tasks.n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (history->tasks.items[middle].id <= id)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* ---- what they do ---------------------------------------------------------------------------- */

static void become(struct reading *reading, size_t task, enum doing doing, uint64_t at_ns)
{
	struct state *state = &reading->states[task];

	if (state->doing == doing)
		return;
	if (at_ns > state->since_ns)
		*vec_push(reading->arena, &reading->history->tasks.items[task].stretches) =
		    (struct stretch){ state->since_ns, at_ns, state->doing };
	state->doing = doing;
	state->since_ns = at_ns;
}

static void be_busy(struct reading *reading, bool busy, uint64_t at_ns)
{
	if (reading->busy && !busy && at_ns > reading->busy_since_ns)
		*vec_push(reading->arena, &reading->history->busy) =
		    (struct stretch){ reading->busy_since_ns, at_ns, DOING_RUNNING };
	if (!reading->busy && busy)
		reading->busy_since_ns = at_ns;
	reading->busy = busy;
}

/* It ends where it began, and then lies there: what is drawn later does not cross it. */
static void end_task(struct reading *reading, size_t index, const struct trace_event *event)
{
	struct traced_task *task = &reading->history->tasks.items[index];

	become(reading, index, DOING_UNKNOWN, event->at_ns);
	reading->states[index].since_ns = event->at_ns;
	task->ended = true;
	task->end_ns = event->at_ns;
	task->status = (int32_t)event->value;
}

static void begin_call(struct reading *reading, size_t index, const struct trace_event *event)
{
	struct traced_task *task = &reading->history->tasks.items[index];
	struct state *state = &reading->states[index];
	unsigned depth = (unsigned)state->open.n;

	*vec_push(reading->arena, &state->open) = task->calls.n;
	*vec_push(reading->arena, &task->calls) = (struct traced_call){
		.from_ns = event->at_ns,
		.to_ns = reading->history->end_ns,
		.operation = event->text,
		.device = event->device,
		.depth = depth,
		.unfinished = true,
	};
	if (depth + 1 > task->most_depth)
		task->most_depth = depth + 1;
}

/* A return without a call is of one that began before the trace did. */
static void end_call(struct reading *reading, size_t index, const struct trace_event *event)
{
	struct state *state = &reading->states[index];
	struct traced_call *call;

	if (state->open.n == 0)
		return;
	call =
	    &reading->history->tasks.items[index].calls.items[state->open.items[--state->open.n]];
	call->to_ns = event->at_ns;
	call->unfinished = false;
}

static void wake(struct reading *reading, size_t by, const struct trace_event *event)
{
	size_t woken = index_of(reading->history, event->other);
	bool by_task = reading->states[by].doing == DOING_RUNNING;

	become(reading, woken, DOING_READY, event->at_ns);
	*vec_push(reading->arena, &reading->history->wakes) = (struct traced_wake){
		.at_ns = event->at_ns,
		.by = by,
		.woken = woken,
		.cause = reading->in_timer ? WOKEN_BY_TIMER
		         : by_task         ? WOKEN_BY_TASK
		                           : WOKEN_FROM_OUTSIDE,
	};
}

static void spawn(struct reading *reading, size_t by, const struct trace_event *event)
{
	size_t index = index_of(reading->history, event->other);
	struct traced_task *child = &reading->history->tasks.items[index];

	child->name = event->text;
	child->begun = true;
	child->begin_ns = event->at_ns;
	child->parent = by;
	reading->states[index].since_ns = event->at_ns;
	reading->states[index].doing = DOING_READY;
}

static void switch_tasks(struct reading *reading, size_t from, const struct trace_event *event)
{
	if (reading->states[from].doing == DOING_RUNNING)
		become(reading, from, DOING_READY, event->at_ns);
	become(reading, index_of(reading->history, event->other), DOING_RUNNING, event->at_ns);
	be_busy(reading, true, event->at_ns);
}

static void read_event(struct reading *reading, const struct trace_event *event)
{
	size_t index = index_of(reading->history, event->task);
	struct traced_task *task = &reading->history->tasks.items[index];

	task->n_events++;
	if (event->what != TRACED_TIMER && event->what != TRACED_WAKE)
		reading->in_timer = false;
	/* The first that is seen of it, while it runs. */
	if (reading->states[index].doing == DOING_UNKNOWN && !task->ended &&
	    event->what != TRACED_TIMER && event->what != TRACED_WAKE) {
		become(reading, index, DOING_RUNNING, event->at_ns);
		be_busy(reading, true, event->at_ns);
	}
	switch (event->what) {
	case TRACED_SPAWN: spawn(reading, index, event); break;
	case TRACED_SWITCH: switch_tasks(reading, index, event); break;
	case TRACED_BLOCK:
		become(reading, index, DOING_WAITING, event->at_ns);
		be_busy(reading, false, event->at_ns);
		break;
	case TRACED_WAKE: wake(reading, index, event); break;
	case TRACED_END:
		end_task(reading, index, event);
		be_busy(reading, false, event->at_ns);
		break;
	case TRACED_TIMER: reading->in_timer = true; break;
	case TRACED_NOTE:
		*vec_push(reading->arena, &task->notes) =
		    (struct traced_note){ event->at_ns, event->value, event->text };
		break;
	case TRACED_CALL: begin_call(reading, index, event); break;
	case TRACED_RETURN: end_call(reading, index, event); break;
	case TRACED_OTHER: break;
	}
}

void history_make(struct arena *arena, const struct trace *trace, struct history *history)
{
	struct reading reading = { .arena = arena, .history = history };
	size_t n = trace->events.n;

	*history = (struct history){ .trace = trace };
	if (n == 0)
		return;
	history->begin_ns = trace->events.items[0].at_ns;
	history->end_ns = trace->events.items[n - 1].at_ns;
	find_tasks(arena, trace, history);
	reading.states = arena_array(arena, struct state, history->tasks.n);
	for (size_t i = 0; i < history->tasks.n; i++)
		reading.states[i].since_ns = history->begin_ns;
	for (size_t i = 0; i < n; i++)
		read_event(&reading, &trace->events.items[i]);
	be_busy(&reading, false, history->end_ns);
	for (size_t i = 0; i < history->tasks.n; i++) {
		struct state *state = &reading.states[i];

		if (!history->tasks.items[i].ended && history->end_ns > state->since_ns)
			*vec_push(arena, &history->tasks.items[i].stretches) =
			    (struct stretch){ state->since_ns, history->end_ns, state->doing };
	}
}

/* ---- for people ------------------------------------------------------------------------------ */

const char *history_time(struct arena *arena, uint64_t ns)
{
	static const struct {
		uint64_t ns;
		const char *unit;
	} units[] = { { 1000000000, "s" }, { 1000000, "ms" }, { 1000, "us" } };

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (ns >= units[i].ns)
			return arena_printf(arena, ns / units[i].ns < 1000 ? "%.3g %s" : "%.0f %s",
			                    (double)ns / (double)units[i].ns, units[i].unit);
	return arena_printf(arena, "%u ns", (unsigned)ns);
}

const char *history_name(struct arena *arena, const struct traced_task *task)
{
	return *task->name ? task->name : arena_printf(arena, "task %u", task->id);
}
