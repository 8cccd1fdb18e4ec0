/*
 * declare.h - items -> declarations: interfaces, devices, keys and targets.
 *
 * They form one order-free scope. Afterwards each declaration in c->decls is sound as far as the
 * later passes look: its name is a name, unlike all others, in C as well; an interface's ancestors
 * are known, and contain no cycle; a device has an interface; a key has a value type. What was not
 * sound is left out, and its name is in decls.broken (decls.broken_keys), so that its uses give no
 * second message.
 */
#ifndef MCFG_DECLARE_H
#define MCFG_DECLARE_H

#include "compilation.h"

void declare(struct compilation *c);

#endif
