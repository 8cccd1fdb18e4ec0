/* picture_tasks.c - lanes, and what is in them. See picture.h. */
#include "trace/picture_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- which lanes there are ------------------------------------------------------------------- */

static bool is_seen(const struct picture *picture, const struct traced_task *task)
{
	return task->n_events + task->stretches.n > 0 &&
	       picture_shows(picture, task->begin_ns, task->end_ns);
}

static int busier_first(const void *left, const void *right)
{
	const struct traced_task *a = *(const struct traced_task *const *)left;
	const struct traced_task *b = *(const struct traced_task *const *)right;

	if (a->n_events != b->n_events)
		return a->n_events < b->n_events ? 1 : -1;
	return (a->id > b->id) - (a->id < b->id);
}

static int by_number(const void *left, const void *right)
{
	const struct traced_task *a = *(const struct traced_task *const *)left;
	const struct traced_task *b = *(const struct traced_task *const *)right;

	return (a->id > b->id) - (a->id < b->id);
}

/* The busiest, if there are too many, in the order in which they began. */
static size_t choose(struct picture *picture, const struct traced_task **tasks)
{
	const struct history *history = picture->history;
	size_t n = 0;

	for (size_t i = 0; i < history->tasks.n; i++)
		if (is_seen(picture, &history->tasks.items[i]))
			tasks[n++] = &history->tasks.items[i];
	if (n > MOST_LANES) {
		qsort(tasks, n, sizeof *tasks, busier_first);
		picture->n_hidden = n - MOST_LANES;
		n = MOST_LANES;
		qsort(tasks, n, sizeof *tasks, by_number);
	}
	return n;
}

static double height_of(const struct traced_task *task)
{
	unsigned depth = task->most_depth < MOST_DEPTH ? task->most_depth : MOST_DEPTH;

	return BAR_HEIGHT + (depth > 0 ? depth * CALL_HEIGHT + 1 : 0) + LANE_GAP;
}

/* The names' column: what the longest needs, within reason. */
static double left_of(const struct picture *picture)
{
	double width = 70;

	for (size_t i = 1; i < picture->lanes.n; i++) {
		double needed = 6.4 * (double)strlen(picture->lanes.items[i].task->name) + 34;

		width = needed > width ? needed : width;
	}
	return MARGIN + (width < 190 ? width : 190);
}

void picture_lanes(struct picture *picture)
{
	const struct history *history = picture->history;
	struct arena *arena = picture->out->arena;
	const struct traced_task **tasks =
	    arena_array(arena, const struct traced_task *, history->tasks.n + 1);
	size_t n = choose(picture, tasks);
	double y = TOP + LANE_GAP / 2.0;

	picture->lane_of = arena_array(arena, size_t, history->tasks.n + 1);
	*vec_push(arena, &picture->lanes) = (struct lane){ NULL, y, BAR_HEIGHT + LANE_GAP };
	y += BAR_HEIGHT + LANE_GAP;
	for (size_t i = 0; i < n; i++) {
		picture->lane_of[tasks[i] - history->tasks.items] = picture->lanes.n;
		*vec_push(arena, &picture->lanes) =
		    (struct lane){ tasks[i], y, height_of(tasks[i]) };
		y += height_of(tasks[i]);
	}
	picture->left = left_of(picture);
	picture->right = PICTURE_WIDTH - 2 * MARGIN;
	picture->height = y + MARGIN + (picture->n_hidden ? 16 : 0);
}

/* ---- bars ------------------------------------------------------------------------------------ */

/* A rectangle, of at least a visible width. Narrow ones close to `*last` are left out: false. */
static bool begin_rect(struct picture *picture, const char *class, double from, double to, double y,
                       double height, double *last)
{
	if (to < *last + 0.4 && to - from < 0.4)
		return false;
	*last = to;
	text_printf(picture->out,
	            "<rect class=\"%s\" x=\"%.2f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\">",
	            class, from, y, to - from > 0.6 ? to - from : 0.6, height);
	return true;
}

static void put_stretch(struct picture *picture, double y, const struct stretch *stretch,
                        double *last)
{
	static const struct {
		const char *class, *what;
		double height;
	} looks[N_DOINGS] = {
		[DOING_UNKNOWN] = { "unknown", "not known yet", 4 },
		[DOING_RUNNING] = { "run", "runs", BAR_HEIGHT },
		[DOING_READY] = { "ready", "waits for its turn", 6 },
		[DOING_WAITING] = { "wait", "sleeps or waits", 2 },
	};
	double height = looks[stretch->doing].height;

	if (!picture_shows(picture, stretch->from_ns, stretch->to_ns))
		return;
	if (!begin_rect(picture, looks[stretch->doing].class, picture_x(picture, stretch->from_ns),
	                picture_x(picture, stretch->to_ns), y + (BAR_HEIGHT - height) / 2, height,
	                last))
		return;
	picture_tip(picture, stretch->from_ns, stretch->to_ns, "%s", looks[stretch->doing].what);
	text_puts(picture->out, "</rect>\n");
}

/* One kind after the other, so that running is seen above the rest. */
static void put_bar(struct picture *picture, const struct lane *lane)
{
	static const enum doing order[] = { DOING_UNKNOWN, DOING_WAITING, DOING_READY,
		                            DOING_RUNNING };

	for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
		double last = -1;

		for (size_t i = 0; i < lane->task->stretches.n; i++)
			if (lane->task->stretches.items[i].doing == order[k])
				put_stretch(picture, lane->y, &lane->task->stretches.items[i],
				            &last);
	}
}

/* ---- calls ----------------------------------------------------------------------------------- */

/* An operation's name, as much as there is room for. */
static void put_inner_name(struct picture *picture, double from, double to, double y,
                           const char *name)
{
	size_t room = to - from > 8 ? (size_t)((to - from - 4) / 4.9) : 0, len = strlen(name);

	if (room < 3)
		return;
	text_printf(picture->out, "<text class=\"in\" x=\"%.1f\" y=\"%.1f\">", from + 2, y + 8);
	picture_text(picture, len <= room ? name
	                                  : arena_printf(picture->out->arena, "%.*s..",
	                                                 (int)(room - 2), name));
	text_puts(picture->out, "</text>\n");
}

static void put_call(struct picture *picture, double y, const struct traced_call *call,
                     double *last)
{
	double from = picture_x(picture, call->from_ns), to = picture_x(picture, call->to_ns);

	if (!picture_shows(picture, call->from_ns, call->to_ns) || call->depth >= MOST_DEPTH)
		return;
	y += BAR_HEIGHT + 1 + call->depth * CALL_HEIGHT;
	if (!begin_rect(picture,
	                arena_printf(picture->out->arena, "call %s",
	                             picture_device_class(picture, call->device)),
	                from, to, y, CALL_HEIGHT, &last[call->depth]))
		return;
	picture_tip(picture, call->from_ns, call->to_ns, "%s of %s%s", call->operation,
	            *call->device ? call->device : "an unknown device",
	            call->unfinished ? ", which does not return" : "");
	text_puts(picture->out, "</rect>");
	put_inner_name(picture, from, to, y, call->operation);
	text_putc(picture->out, '\n');
}

/* ---- the rest of a lane ---------------------------------------------------------------------- */

static void put_name(struct picture *picture, const struct lane *lane)
{
	const char *name = history_name(picture->out->arena, lane->task);
	size_t room = (size_t)((picture->left - MARGIN - 30) / 6.4);

	text_printf(picture->out, "<text x=\"%d\" y=\"%.1f\">", MARGIN, lane->y + 9);
	picture_text(picture, strlen(name) <= room ? name
	                                           : arena_printf(picture->out->arena, "%.*s..",
	                                                          (int)room - 2, name));
	text_printf(picture->out,
	            "<title>task %u</title></text>"
	            "<text class=\"small\" text-anchor=\"end\" x=\"%.0f\" y=\"%.1f\">%u</text>\n",
	            lane->task->id, picture->left - 6, lane->y + 9, lane->task->id);
}

static void put_notes(struct picture *picture, const struct lane *lane)
{
	for (size_t i = 0; i < lane->task->notes.n; i++) {
		const struct traced_note *note = &lane->task->notes.items[i];

		if (!picture_shows(picture, note->at_ns, note->at_ns))
			continue;
		text_printf(picture->out, "<path class=\"note\" d=\"M%.1f %.1fl4 5l-4 5l-4 -5z\">",
		            picture_x(picture, note->at_ns), lane->y);
		picture_tip(picture, note->at_ns, note->at_ns, "%s %llu", note->text,
		            (unsigned long long)note->value);
		text_puts(picture->out, "</path>\n");
	}
}

/* Where it begins and ends, and how, if not well. */
static void put_ends(struct picture *picture, const struct lane *lane)
{
	const struct traced_task *task = lane->task;
	double x;

	if (task->begun && picture_shows(picture, task->begin_ns, task->begin_ns))
		text_printf(picture->out, "<path class=\"edge\" d=\"M%.1f %.1fv%d\"/>\n",
		            picture_x(picture, task->begin_ns), lane->y - 1, BAR_HEIGHT + 2);
	if (!task->ended || !picture_shows(picture, task->end_ns, task->end_ns))
		return;
	x = picture_x(picture, task->end_ns);
	text_printf(picture->out, "<path class=\"edge\" d=\"M%.1f %.1fv%d\"/>\n", x, lane->y - 1,
	            BAR_HEIGHT + 2);
	if (task->status == 0)
		return;
	text_printf(picture->out, "<path class=\"failed\" d=\"M%.1f %.1fl8 8m0 -8l-8 8\">", x - 4,
	            lane->y + 1);
	picture_tip(picture, task->end_ns, task->end_ns, "ended with %d", (int)task->status);
	text_puts(picture->out, "</path>\n");
}

static void put_processor(struct picture *picture)
{
	const struct lane *lane = &picture->lanes.items[0];
	double last = -1;

	text_printf(picture->out, "<text x=\"%d\" y=\"%.1f\">processor</text>\n", MARGIN,
	            lane->y + 9);
	for (size_t i = 0; i < picture->history->busy.n; i++) {
		const struct stretch *busy = &picture->history->busy.items[i];

		if (!picture_shows(picture, busy->from_ns, busy->to_ns) ||
		    !begin_rect(picture, "busy", picture_x(picture, busy->from_ns),
		                picture_x(picture, busy->to_ns), lane->y, BAR_HEIGHT, &last))
			continue;
		picture_tip(picture, busy->from_ns, busy->to_ns, "busy");
		text_puts(picture->out, "</rect>\n");
	}
}

void picture_tasks(struct picture *picture)
{
	put_processor(picture);
	for (size_t i = 1; i < picture->lanes.n; i++) {
		const struct lane *lane = &picture->lanes.items[i];
		double last[MOST_DEPTH] = { -1, -1, -1, -1 };

		put_name(picture, lane);
		put_bar(picture, lane);
		for (size_t k = 0; k < lane->task->calls.n; k++)
			put_call(picture, lane->y, &lane->task->calls.items[k], last);
		put_notes(picture, lane);
		put_ends(picture, lane);
	}
	if (picture->n_hidden)
		text_printf(
		    picture->out,
		    "<text class=\"small\" x=\"%d\" y=\"%.0f\">%zu further tasks, which did "
		    "less, are not shown</text>\n",
		    MARGIN, picture->height - MARGIN, picture->n_hidden);
}
