/* resolve.h - graph -> image: what the jobs reach, on this target, with these keys. */
#ifndef MCFG_RESOLVE_H
#define MCFG_RESOLVE_H

#include "compilation.h"

/*
 * Marks what the jobs reach, names it, and collects it into c->image. Reports what the target
 * cannot run, what was refused, files that are missing, and keys that were given and are not read.
 */
void resolve(struct compilation *c);

/*
 * The value of an open value when every key keeps its default; null when a required key decides it.
 * `open` is a part of c->graph.opens.
 */
struct value *resolve_default(struct compilation *c, const struct value *open);

/*
 * What known keys make of each open value, by its id; null where an open key decides. Of a graph in
 * which nothing is decided (EVALUATE_NOTHING) these are the decisions that an image is made with.
 */
struct value **resolve_known(struct compilation *c);

#endif
