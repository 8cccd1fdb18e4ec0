/* See drawing_parts.h: attributes, colours, and texts in graphviz's HTML. */
#include "emit/drawing_parts.h"

/* ---- attributes ------------------------------------------------------------------------------ */

struct setting_of {
	int kind;
	const char *name, *value;
};

/* An empty value only declares the attribute. */
static const struct setting_of defaults[] = {
	{ AGRAPH, "rankdir", "TB" },
	{ AGRAPH, "label", "" },
	{ AGRAPH, "labelloc", "b" },
	{ AGRAPH, "labeljust", "c" },
	{ AGRAPH, "fontname", "Helvetica,Arial,sans-serif" },
	{ AGRAPH, "fontsize", "16" },
	{ AGRAPH, "fontcolor", "#1b2733" },
	{ AGRAPH, "nodesep", "0.35" },
	{ AGRAPH, "ranksep", "0.5" },
	{ AGRAPH, "bgcolor", "white" },
	{ AGRAPH, "color", "" },
	{ AGRAPH, "style", "" },
	{ AGRAPH, "fillcolor", "" },
	{ AGRAPH, "peripheries", "" },
	{ AGRAPH, "margin", "" },
	{ AGNODE, "shape", "box" },
	{ AGNODE, "style", "rounded,filled" },
	{ AGNODE, "fontname", "Helvetica,Arial,sans-serif" },
	{ AGNODE, "fontsize", "12" },
	{ AGNODE, "margin", "0.26,0.1" },
	{ AGNODE, "color", "#4a6785" },
	{ AGNODE, "fillcolor", "#eef3f8" },
	{ AGNODE, "fontcolor", "#1b2733" },
	{ AGNODE, "penwidth", "1" },
	{ AGEDGE, "fontname", "Helvetica,Arial,sans-serif" },
	{ AGEDGE, "fontsize", "10" },
	{ AGEDGE, "color", "#7b8794" },
	{ AGEDGE, "fontcolor", "#52606d" },
	{ AGEDGE, "arrowsize", "0.7" },
	{ AGEDGE, "penwidth", "1" },
	{ AGEDGE, "label", "" },
	{ AGEDGE, "style", "" },
};

const struct drawing_look drawing_looks[N_SIGNS] = {
	[SIGN_JOB] = { "#dff0e4", "#2f6f4e", NULL },
	[SIGN_APPLICATION] = { "#dff0e4", "#2f6f4e", NULL },
	[SIGN_DEVICE] = { "#eef3f8", "#4a6785", NULL },
	[SIGN_CHOICE] = { "#fff4d6", "#b7791f", "filled" },
	[SIGN_DECIDED] = { "#eeeeee", "#7b8794", "filled" },
	[SIGN_UNAVAILABLE] = { "#fdf1ef", "#b03a2e", "rounded,filled,dashed" },
};

static char *mutable(struct drawing *d, const char *text)
{
	return arena_strdup(&d->c->arena, text);
}

void drawing_defaults(struct drawing *d)
{
	for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
		agattr(d->graph, defaults[i].kind, mutable(d, defaults[i].name),
		       mutable(d, defaults[i].value));
}

void drawing_set(struct drawing *d, void *thing, const char *name, const char *value)
{
	agset(thing, mutable(d, name), mutable(d, value));
}

void drawing_set_html(struct drawing *d, void *thing, const char *name, const struct text *html)
{
	char *kept = agstrdup_html(d->graph, mutable(d, text_string(html)));

	agset(thing, mutable(d, name), kept);
}

/* ---- texts ----------------------------------------------------------------------------------- */

/* Source: XML 1.0, section 2.4. */
void drawing_html(struct text *out, const char *text)
{
	for (; *text; text++)
		switch (*text) {
		case '&': text_puts(out, "&amp;"); break;
		case '<': text_puts(out, "&lt;"); break;
		case '>': text_puts(out, "&gt;"); break;
		case '"': text_puts(out, "&quot;"); break;
		default: text_putc(out, (unsigned char)*text < 0x20 ? ' ' : *text);
		}
}

void drawing_small(struct text *out, const char *text, const char *colour)
{
	text_printf(out, "<font point-size=\"10\" color=\"%s\">", colour);
	drawing_html(out, text);
	text_puts(out, "</font>");
}

const char *drawing_line_colour(const struct view_line *line)
{
	switch (line->kind) {
	case LINE_OPEN: return DRAWING_OPEN;
	case LINE_WARNING: return DRAWING_WARNING;
	default: return DRAWING_QUIET;
	}
}
