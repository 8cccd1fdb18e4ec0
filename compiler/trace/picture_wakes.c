/* picture_wakes.c - who woke and started whom. See picture.h. */
#include "trace/picture_private.h"

/* The last one that was drawn at a lane: those that would lie on it are left out. */
struct seen {
	double wake, timer, spawn;
};

static bool is_new(double *last, double x)
{
	if (x < *last + 1.5)
		return false;
	*last = x;
	return true;
}

static const struct lane *lane_of(const struct picture *picture, size_t task)
{
	size_t lane = picture->lane_of[task];

	return lane ? &picture->lanes.items[lane] : NULL;
}

/* From the bar of one lane to that of another; a head on the latter. */
static void put_arrow(struct picture *picture, double x, const struct lane *from,
                      const struct lane *to, const char *line, const char *head)
{
	bool down = from->y < to->y;
	double begin = down ? from->y + BAR_HEIGHT : from->y;
	double end = down ? to->y : to->y + BAR_HEIGHT;

	text_printf(picture->out,
	            "<path class=\"%s\" d=\"M%.1f %.1fV%.1f\"/>"
	            "<path class=\"%s\" d=\"M%.1f %.1fh5l-2.5 %dz\"/>\n",
	            line, x, begin, down ? end - 4 : end + 4, head, x - 2.5,
	            down ? end - 4 : end + 4, down ? 4 : -4);
}

static void put_wake(struct picture *picture, const struct traced_wake *wake, struct seen *seen)
{
	const struct lane *by = lane_of(picture, wake->by), *woken = lane_of(picture, wake->woken);
	double x = picture_x(picture, wake->at_ns);

	if (!woken || !picture_shows(picture, wake->at_ns, wake->at_ns))
		return;
	if (wake->cause == WOKEN_BY_TASK) {
		if (by && by != woken && is_new(&seen[wake->woken].wake, x))
			put_arrow(picture, x, by, woken, "wake", "head");
		return;
	}
	if (!is_new(&seen[wake->woken].timer, x))
		return;
	if (wake->cause == WOKEN_BY_TIMER)
		text_printf(picture->out,
		            "<circle class=\"timer\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\">", x,
		            woken->y - 3);
	else
		text_printf(picture->out, "<path class=\"outside\" d=\"M%.1f %.1fh6l-3 5z\">",
		            x - 3, woken->y - 5);
	picture_tip(picture, wake->at_ns, wake->at_ns,
	            wake->cause == WOKEN_BY_TIMER ? "woken by a timer"
	                                          : "woken by an event from outside");
	text_puts(picture->out, wake->cause == WOKEN_BY_TIMER ? "</circle>\n" : "</path>\n");
}

void picture_wakes(struct picture *picture)
{
	const struct history *history = picture->history;
	struct seen *seen = arena_array(picture->out->arena, struct seen, history->tasks.n + 1);

	for (size_t i = 0; i < history->tasks.n; i++) {
		const struct traced_task *task = &history->tasks.items[i];
		const struct lane *lane = lane_of(picture, i);
		const struct lane *parent = task->begun ? lane_of(picture, task->parent) : NULL;

		if (lane && parent && lane != parent &&
		    picture_shows(picture, task->begin_ns, task->begin_ns))
			put_arrow(picture, picture_x(picture, task->begin_ns), parent, lane,
			          "spawn", "born");
	}
	for (size_t i = 0; i < history->wakes.n; i++)
		put_wake(picture, &history->wakes.items[i], seen);
}
