/* diagnostics.h - what is wrong with a user's text, for programs. doc/cli.md describes both forms.
 */
#ifndef MCFG_EMIT_DIAGNOSTICS_H
#define MCFG_EMIT_DIAGNOSTICS_H

#include "base/diag.h"

/* One JSON object of the schema mcfg-diagnostics/1. */
void diagnostics_json(struct diags *diags, struct text *out);

/* One log of SARIF 2.1.0 with one run. Source: OASIS, Static Analysis Results Interchange Format.
 */
void diagnostics_sarif(struct diags *diags, struct text *out);

#endif
