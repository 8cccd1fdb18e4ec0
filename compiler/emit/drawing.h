/* drawing.h - the graph of an image as a graph of libcgraph, which emit_dot writes and emit_svg
 * lays out. */
#ifndef MCFG_EMIT_DRAWING_H
#define MCFG_EMIT_DRAWING_H

#include "emit/describe.h"

#include <graphviz/cgraph.h>

/* Gives a graph, to be closed with agclose; null when memory is short. */
Agraph_t *drawing_make(struct compilation *c);

#endif
