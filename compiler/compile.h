/* compile.h - the passes, in their order. */
#ifndef MCFG_COMPILE_H
#define MCFG_COMPILE_H

#include "compilation.h"

/*
 * Runs all passes on options.path: load .. resolve. Afterwards `diags` says what is wrong, and
 * `image` is there when enough was right to draw the graph.
 */
void compile(struct compilation *c);

#endif
