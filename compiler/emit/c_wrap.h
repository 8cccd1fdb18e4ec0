/* c_wrap.h - long lines of generated C, broken as one would by hand. */
#ifndef MCFG_EMIT_C_WRAP_H
#define MCFG_EMIT_C_WRAP_H

#include "base/text.h"

/*
 * Breaks each line of more than 100 columns after a comma, or before `&&` and `||`, and goes on
 * under what follows its first bracket. Directives and lines with comments stay as they are.
 */
void c_wrap(struct text *text);

#endif
