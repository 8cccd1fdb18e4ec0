/*
 * describe.h - the graph of an image for people and for programs: as text, JSON, in the language of
 * graphviz, and drawn.
 *
 * All of them go over image->nodes in order, in time and memory that grow with what they write.
 * Equal graphs give equal bytes, wherever they are written.
 */
#ifndef MCFG_EMIT_DESCRIBE_H
#define MCFG_EMIT_DESCRIBE_H

#include "compilation.h"
#include "graph/image.h"

/* Keys, jobs, and what each job stands on, as a tree in which a device that is used twice is only
   pointed at the second time. */
void describe_text(struct compilation *c, struct text *out);

/* The schema "mcfg-graph/1" of doc/cli.md. Files are named relative to the folder of the
   configuration, those of the installation as mcfg/... */
void emit_json(struct compilation *c, struct text *out);

/* The graph in the language of graphviz: each job in a frame, with what it alone reaches, where
   there are at most 100 of them. Returns 0 or -errno. */
int emit_dot(struct compilation *c, struct text *out);

/*
 * The same as a picture, laid out by graphviz. Returns 0, -ENOENT when graphviz has no layout,
 * -EFBIG for more than DESCRIBE_MOST_DRAWN nodes, which it lays out for minutes, or another -errno.
 */
enum { DESCRIBE_MOST_DRAWN = 5000 };
int emit_svg(struct compilation *c, struct text *out);

/* The graph as a flowchart of mermaid, which many web pages draw. */
void emit_mermaid(struct compilation *c, struct text *out);

#endif
