/* explain.h - why a device is in an image, or why it is not. */
#ifndef MCFG_EMIT_EXPLAIN_H
#define MCFG_EMIT_EXPLAIN_H

#include "emit/provenance.h"

/*
 * Writes about all nodes that `name` names: as the C of the image does, or their device, or a `let`
 * of the configuration. Of one that the image does not have, writes what decided against it.
 *
 * Returns false, and writes nothing, where nothing is called so; `*nearest` is then the name that
 * was perhaps meant, or null.
 */
bool explain(const struct provenance *p, const char *name, struct text *out, const char **nearest);

/* The same as JSON, by the schema in doc/why.schema.json. */
bool explain_json(const struct provenance *p, const char *name, struct text *out,
                  const char **nearest);

#endif
