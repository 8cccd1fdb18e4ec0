/* drawing_legend.c - what stands under a picture: the keys of the image, and what its signs mean.
 * Of both only what occurs. */
#include "emit/drawing_parts.h"

/* A small box, as the node's is. */
static void box(struct text *out, enum view_sign sign)
{
	const struct drawing_look *look = &drawing_looks[sign];

	text_printf(out,
	            "<table border=\"%d\" cellborder=\"0\" cellpadding=\"0\" color=\"%s\" "
	            "bgcolor=\"%s\" style=\"%s\"><tr><td width=\"20\" height=\"6\"></td></tr>"
	            "</table>",
	            sign == SIGN_JOB ? 2 : 1, look->line, look->fill,
	            sign == SIGN_UNAVAILABLE ? "rounded,dashed" : "rounded");
}

static void sign(struct text *out, enum view_sign sign)
{
	switch (sign) {
	case SIGN_JOB:
	case SIGN_APPLICATION:
	case SIGN_DEVICE:
	case SIGN_UNAVAILABLE: box(out, sign); break;
	case SIGN_CHOICE: drawing_small(out, "◆", "#b7791f"); break;
	case SIGN_DECIDED: drawing_small(out, "◆", "#7b8794"); break;
	case SIGN_REQUIRES: drawing_small(out, "- - ▸", DRAWING_QUIET); break;
	case SIGN_DEFAULT: drawing_small(out, "(default)", DRAWING_QUIET); break;
	case SIGN_GIVEN: drawing_small(out, "(given)", DRAWING_QUIET); break;
	case SIGN_OPEN_KEY: drawing_small(out, "--key ?= …", DRAWING_OPEN); break;
	case SIGN_FIXED_KEY: drawing_small(out, "--key = …", DRAWING_QUIET); break;
	default: break;
	}
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void begin_cell(struct text *out, const char *attributes)
{
	text_printf(out, "<td %s>", attributes);
}

static void end_cell(struct text *out)
{
	text_puts(out, "</td>");
}

static void heading(struct text *out, const char *attributes, const char *title)
{
	begin_cell(out, attributes);
	text_printf(out, "<font point-size=\"11\"><b>%s</b></font>", title);
	end_cell(out);
}

static void key_cell(struct drawing *d, struct text *out, size_t i)
{
	const struct image *image = d->c->image;
	struct view_line line;

	if (!image->keys.n)
		return;
	begin_cell(out, "align=\"left\"");
	if (i < image->keys.n) {
		line = view_key_line(&d->view, image->keys.items[i]);
		drawing_small(out, line.text, drawing_line_colour(&line));
	}
	end_cell(out);
	text_puts(out, "<td width=\"18\"></td>");
}

static void sign_cells(struct text *out, enum view_sign which)
{
	begin_cell(out, "align=\"center\"");
	if (which < N_SIGNS)
		sign(out, which);
	end_cell(out);
	text_puts(out, "<td width=\"6\"></td>");
	begin_cell(out, "align=\"left\"");
	if (which < N_SIGNS)
		drawing_small(out, view_sign_text(which), DRAWING_QUIET);
	end_cell(out);
}

/* The next sign from `at` on that occurs. */
static int next_sign(const struct drawing *d, int at)
{
	while (at < N_SIGNS && !d->view.occurs[at])
		at++;
	return at;
}

void drawing_legend(struct drawing *d)
{
	const struct image *image = d->c->image;
	int at = next_sign(d, 0);
	struct text html;

	text_init(&html, &d->c->arena);
	text_puts(&html, "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" "
	                 "cellpadding=\"2\"><tr><td height=\"12\"></td></tr><tr>");
	if (image->keys.n) {
		heading(&html, "align=\"left\"", "Keys");
		text_puts(&html, "<td></td>");
	}
	heading(&html, "align=\"left\" colspan=\"3\"", "Legend");
	text_puts(&html, "</tr>");
	for (size_t i = 0; i < image->keys.n || at < N_SIGNS; i++) {
		text_puts(&html, "<tr>");
		key_cell(d, &html, i);
		sign_cells(&html, (enum view_sign)at);
		text_puts(&html, "</tr>");
		at = next_sign(d, at < N_SIGNS ? at + 1 : at);
	}
	text_puts(&html, "</table>");
	drawing_set_html(d, d->graph, "label", &html);
}
