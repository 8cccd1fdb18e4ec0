/* exhaust.h - does a match cover every case? */
#ifndef MCFG_EXHAUST_H
#define MCFG_EXHAUST_H

#include "lang/checker.h"

/*
 * exhaust - the arms of the EXPR_MATCH `match` on a value of `type`, whose patterns are typed.
 *
 * Closes variant types that the patterns leave no `_` for. Reports CHECK_MATCH with an example of
 * what no arm covers, and CHECK_UNUSED_CASE for each arm that earlier ones leave nothing to.
 * Source: L. Maranget, Warnings for pattern matching, JFP 17 (2007).
 */
void exhaust(struct checker *k, struct expr *match, struct type *type);

#endif
