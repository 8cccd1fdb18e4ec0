/* resolve_private.h - the steps of resolve, in their order. */
#ifndef MCFG_RESOLVE_PRIVATE_H
#define MCFG_RESOLVE_PRIVATE_H

#include "compilation.h"

/* resolve_keys.c: which keys the image reads; what was given to others is refused. */
void resolve_keys(struct compilation *c);

/* key.c: a required key without a value. Null where it was reported before. */
/* Is it of a type that --no-KEY gives a value: a flag, an option, a list? */
bool key_can_be_without(const struct key *key);

struct diag *key_report_missing(struct compilation *c, struct key *key);

/* resolve_image.c: files that are missing; then c->image's lists. */
void resolve_files(struct compilation *c);
void resolve_image(struct compilation *c);

/* resolve_names.c: a C name for each node, and for each source. */
void resolve_names(struct compilation *c);

#endif
