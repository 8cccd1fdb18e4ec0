/* drawing_parts.h - what the files that make a drawing share. */
#ifndef MCFG_EMIT_DRAWING_PARTS_H
#define MCFG_EMIT_DRAWING_PARTS_H

#include "emit/drawing.h"
#include "emit/view.h"

struct drawing {
	struct compilation *c;
	struct view view;
	Agraph_t *graph;
	Agraph_t *all;       /* everything, under the title */
	Agraph_t **clusters; /* by id of a job's node */
	Agnode_t **nodes;    /* by node id */
};

/* How each sign looks; null where it does not differ from what all are. */
struct drawing_look {
	const char *fill, *line, *style;
};
extern const struct drawing_look drawing_looks[N_SIGNS];

/* Colours of a text that is said quietly, that is open, that warns. */
#define DRAWING_QUIET   "#52606d"
#define DRAWING_OPEN    "#a15c00"
#define DRAWING_WARNING "#b03a2e"

/* Sets an attribute that drawing_defaults declared. */
void drawing_set(struct drawing *d, void *thing, const char *name, const char *value);

/* The same with a text in graphviz's HTML. */
void drawing_set_html(struct drawing *d, void *thing, const char *name, const struct text *html);

/* What holds unless a node or edge says otherwise. */
void drawing_defaults(struct drawing *d);

/* Text as it may stand in graphviz's HTML; the same in a size and a colour of its own. */
void drawing_html(struct text *out, const char *text);
void drawing_small(struct text *out, const char *text, const char *colour);
const char *drawing_line_colour(const struct view_line *line);

/* Keys and signs, under the picture. */
void drawing_legend(struct drawing *d);

#endif
