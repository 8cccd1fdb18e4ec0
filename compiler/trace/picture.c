/* picture.c - the frame: title, legend, times. See picture.h. */
#include "trace/picture_private.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

static const char style[] =
    "text{font:11px sans-serif;fill:#1a202c}"
    ".title{font-size:15px;font-weight:bold}.small{font-size:10px;fill:#4a5568}"
    ".odd{fill:#f7f9fb}.grid{stroke:#dde3ea;stroke-width:1}.axis{stroke:#718096;stroke-width:1}"
    ".run{fill:#2b6cb0}.ready{fill:#ed8936}.wait{fill:#a0aec0}.unknown{fill:#edf2f7}"
    ".busy{fill:#4a5568}.failed{stroke:#c53030;stroke-width:2;fill:none}"
    ".edge{stroke:#2d3748;stroke-width:1}"
    ".wake{stroke:#2d3748;stroke-width:0.8;fill:none}.head{fill:#2d3748}"
    ".spawn{stroke:#2f855a;stroke-width:0.8;stroke-dasharray:3 2;fill:none}.born{fill:#2f855a}"
    ".timer{fill:#ffffff;stroke:#6b46c1;stroke-width:1.2}.outside{fill:#c53030}"
    ".note{fill:#d69e2e;stroke:#744210;stroke-width:0.5}"
    ".call{stroke:#ffffff;stroke-width:0.4}.in{font-size:8.5px;pointer-events:none}"
    ".d0{fill:#8dd3c7}.d1{fill:#bebada}.d2{fill:#fdb462}.d3{fill:#b3de69}"
    ".d4{fill:#fccde5}.d5{fill:#80b1d3}.d6{fill:#ffed6f}.d7{fill:#d9d9d9}";

double picture_x(const struct picture *picture, uint64_t at_ns)
{
	double part;

	if (at_ns < picture->from_ns)
		at_ns = picture->from_ns;
	if (at_ns > picture->to_ns)
		at_ns = picture->to_ns;
	part = (double)(at_ns - picture->from_ns) / (double)(picture->to_ns - picture->from_ns);
	return picture->left + part * (picture->right - picture->left);
}

bool picture_shows(const struct picture *picture, uint64_t from_ns, uint64_t to_ns)
{
	return from_ns <= picture->to_ns && to_ns >= picture->from_ns;
}

/* ---- texts ----------------------------------------------------------------------------------- */

void picture_text(struct picture *picture, const char *text)
{
	size_t left = strlen(text), len;

	for (; left > 0; text += len, left -= len) {
		bool visible;

		len = utf8_length(text, left);
		visible = len > 0 && utf8_is_visible(utf8_decode(text, len));
		if (!visible)
			text_puts(picture->out, UTF8_REPLACEMENT);
		else if (*text == '<')
			text_puts(picture->out, "&lt;");
		else if (*text == '&')
			text_puts(picture->out, "&amp;");
		else
			text_add(picture->out, text, len);
		len = len ? len : 1;
	}
}

void picture_tip(struct picture *picture, uint64_t from_ns, uint64_t to_ns, const char *format, ...)
{
	struct arena *arena = picture->out->arena;
	uint64_t begin_ns = picture->history->begin_ns;
	va_list args;

	text_puts(picture->out, "<title>");
	va_start(args, format);
	picture_text(picture, arena_vprintf(arena, format, args));
	va_end(args);
	if (to_ns > from_ns)
		text_printf(picture->out, ": %s", history_time(arena, to_ns - from_ns));
	text_printf(picture->out, ", at %s</title>", history_time(arena, from_ns - begin_ns));
}

/* ---- devices --------------------------------------------------------------------------------- */

enum { N_COLOURS = 8 };

static size_t device_number(struct picture *picture, const char *device)
{
	size_t i = 0;

	while (i < picture->devices.n && strcmp(picture->devices.items[i], device))
		i++;
	if (i == picture->devices.n)
		*vec_push(picture->out->arena, &picture->devices) = device;
	return i;
}

const char *picture_device_class(struct picture *picture, const char *device)
{
	return arena_printf(picture->out->arena, "d%zu",
	                    device_number(picture, device) % N_COLOURS);
}

/* Colours go in the order of the lanes, so that the legend has them before anything is drawn. */
static void find_devices(struct picture *picture)
{
	for (size_t i = 1; i < picture->lanes.n; i++) {
		const struct traced_task *task = picture->lanes.items[i].task;

		for (size_t k = 0; k < task->calls.n && picture->devices.n < 64; k++)
			if (picture_shows(picture, task->calls.items[k].from_ns,
			                  task->calls.items[k].to_ns))
				device_number(picture, task->calls.items[k].device);
	}
}

/* ---- the frame ------------------------------------------------------------------------------- */

/* How wide a text is, in this font, at most. */
static double width_of(const char *text)
{
	return 6.4 * (double)strlen(text);
}

static void put_title(struct picture *picture)
{
	const struct trace *trace = picture->history->trace;
	struct arena *arena = picture->out->arena;

	text_printf(picture->out, "<text class=\"title\" x=\"%d\" y=\"26\">", MARGIN);
	picture_text(picture, trace->image);
	text_printf(picture->out, "</text>\n<text class=\"small\" x=\"%.0f\" y=\"26\">",
	            MARGIN + 10 + 1.5 * width_of(trace->image));
	text_printf(picture->out, "%zu events, %s", trace->events.n,
	            history_time(arena, picture->to_ns - picture->from_ns));
	if (picture->from_ns > picture->history->begin_ns)
		text_printf(picture->out, " from %s on",
		            history_time(arena, picture->from_ns - picture->history->begin_ns));
	if (trace->n_lost)
		text_printf(picture->out, "; %llu earlier ones are lost",
		            (unsigned long long)trace->n_lost);
	text_puts(picture->out, "</text>\n");
}

/* A swatch and what it stands for; moves x behind them. */
static void put_key(struct picture *picture, double *x, const char *shape, const char *what)
{
	text_printf(picture->out, "<g transform=\"translate(%.0f 40)\">%s", *x, shape);
	text_puts(picture->out, "<text class=\"small\" x=\"17\" y=\"9\">");
	picture_text(picture, what);
	text_puts(picture->out, "</text></g>\n");
	*x += 17 + width_of(what) * 0.95 + 12;
}

static void put_legend(struct picture *picture)
{
	static const char *const keys[][2] = {
		{ "<rect class=\"run\" width=\"13\" height=\"10\"/>", "runs" },
		{ "<rect class=\"ready\" y=\"2\" width=\"13\" height=\"6\"/>",
		  "waits for its turn" },
		{ "<rect class=\"wait\" y=\"4\" width=\"13\" height=\"2\"/>", "sleeps or waits" },
		{ "<path class=\"wake\" d=\"M6 0V6\"/><path class=\"head\" d=\"M3 5h6l-3 5z\"/>",
		  "woken by a task" },
		{ "<circle class=\"timer\" cx=\"6\" cy=\"5\" r=\"3\"/>", "by a timer" },
		{ "<path class=\"outside\" d=\"M2 2h8l-4 7z\"/>", "from outside" },
		{ "<path class=\"spawn\" d=\"M6 0V6\"/><path class=\"born\" d=\"M3 5h6l-3 5z\"/>",
		  "started" },
	};
	double x = MARGIN;
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		put_key(picture, &x, keys[i][0], keys[i][1]);
	for (i = 0; i < picture->devices.n; i++) {
		const char *device = *picture->devices.items[i] ? picture->devices.items[i] : "?";

		if (x + 40 + width_of(device) > picture->right)
			break;
		put_key(picture, &x,
		        arena_printf(picture->out->arena,
		                     "<rect class=\"call d%zu\" width=\"13\" height=\"10\"/>",
		                     i % N_COLOURS),
		        device);
	}
	if (i < picture->devices.n)
		text_printf(picture->out,
		            "<text class=\"small\" x=\"%.0f\" y=\"49\">+ %zu</text>\n", x,
		            picture->devices.n - i);
}

/* The step between two times on the axis: 1, 2 or 5 of some power of ten, about 100 pixels. */
static uint64_t step_ns(const struct picture *picture)
{
	double wanted =
	    (double)(picture->to_ns - picture->from_ns) * 100 / (picture->right - picture->left);
	uint64_t step = 1;

	while ((double)step * 10 <= wanted && step < UINT64_C(1000000000000000000))
		step *= 10;
	if ((double)step * 5 <= wanted)
		return step * 5;
	return (double)step * 2 <= wanted ? step * 2 : step;
}

/* By the unit of the step, so that the numbers compare: "0.5 s", "1.0 s". */
static const char *axis_time(struct arena *arena, uint64_t ns, uint64_t step)
{
	double unit = step >= 50000000 ? 1e9 : step >= 50000 ? 1e6 : step >= 50 ? 1e3 : 1;
	const char *name = step >= 50000000 ? "s" : step >= 50000 ? "ms" : step >= 50 ? "us" : "ns";
	int decimals = (double)step >= unit ? 0 : (int)ceil(log10(unit / (double)step) - 1e-9);

	return arena_printf(arena, "%.*f %s", decimals, (double)ns / unit, name);
}

static void put_axis(struct picture *picture)
{
	uint64_t begin_ns = picture->history->begin_ns, step = step_ns(picture);
	uint64_t at = (picture->from_ns - begin_ns + step - 1) / step * step;

	text_printf(picture->out, "<path class=\"axis\" d=\"M%.0f %dH%.0f\"/>\n", picture->left,
	            TOP - 8, picture->right);
	for (; at <= picture->to_ns - begin_ns; at += step) {
		double x = picture_x(picture, begin_ns + at);

		text_printf(picture->out,
		            "<path class=\"grid\" d=\"M%.1f %dV%.0f\"/>"
		            "<text class=\"small\" text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s"
		            "</text>\n",
		            x, TOP - 8, picture->height - MARGIN, x, TOP - 13,
		            axis_time(picture->out->arena, at, step));
	}
}

void picture_frame(struct picture *picture)
{
	find_devices(picture);
	text_printf(picture->out,
	            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%.0f\" "
	            "viewBox=\"0 0 %d %.0f\">\n<style>%s</style>\n"
	            "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n",
	            PICTURE_WIDTH, picture->height, PICTURE_WIDTH, picture->height, style);
	put_title(picture);
	put_legend(picture);
	for (size_t i = 1; i < picture->lanes.n; i += 2)
		text_printf(picture->out,
		            "<rect class=\"odd\" y=\"%.1f\" width=\"100%%\" height=\"%.1f\"/>\n",
		            picture->lanes.items[i].y - LANE_GAP / 2.0,
		            picture->lanes.items[i].height);
	put_axis(picture);
}

void picture_print(struct text *out, const struct history *history, struct picture_range range)
{
	struct picture picture = { .out = out, .history = history };
	uint64_t all = history->end_ns - history->begin_ns;

	picture.from_ns = history->begin_ns + (range.from_ns < all ? range.from_ns : all);
	picture.to_ns = history->begin_ns + (range.to_ns < all ? range.to_ns : all);
	if (picture.to_ns <= picture.from_ns)
		picture.to_ns = picture.from_ns + 1;
	picture_lanes(&picture);
	picture_frame(&picture);
	picture_tasks(&picture);
	picture_wakes(&picture);
	text_puts(out, "</svg>\n");
}
