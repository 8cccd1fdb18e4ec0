/* describe_parts.h - what the descriptions of a graph have in common. */
#ifndef MCFG_EMIT_DESCRIBE_PARTS_H
#define MCFG_EMIT_DESCRIBE_PARTS_H

#include "emit/describe.h"

/* `port`, `cidr option`, `[ `a | `b ] list`. */
void describe_type(struct text *out, const struct value_type *type);

/* "hello for unix on x86_64", "hello for any target". */
const char *describe_title(struct arena *arena, const struct compilation *c);

#endif
