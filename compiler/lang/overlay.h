/* overlay.h - `override let`: a definition of a file given by --overlay in the place of another. */
#ifndef MCFG_OVERLAY_H
#define MCFG_OVERLAY_H

#include "compilation.h"

/*
 * overlay - puts each `override let` right after the definition that it replaces, the last one of
 * its name. So it sees what that one sees, and what it replaces under its name; all that comes
 * after sees the override. A file is split there: several `struct file` of one source, as with an
 * include. Sets item->replaces and item->replaced_by.
 *
 * Of several overrides of one definition the last counts; each is checked. An override that stands
 * elsewhere than in an overlay is reported, and stays what it is: a `let`.
 */
void overlay(struct compilation *c);

#endif
