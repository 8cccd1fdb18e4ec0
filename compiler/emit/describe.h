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

/* The graph in the language of graphviz. Returns 0 or -errno. */
int emit_dot(struct compilation *c, struct text *out);

/* The same as a picture, laid out by graphviz. Returns 0 or -errno; -ENOENT when graphviz has no
 * layout. */
int emit_svg(struct compilation *c, struct text *out);

#endif
