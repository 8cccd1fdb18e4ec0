/* root.h - where mcfg's own descriptors, runtime and prelude are installed. */
#ifndef MCFG_CLI_ROOT_H
#define MCFG_CLI_ROOT_H

#include "base/arena.h"

/*
 * The installation: the folder with devices/, runtime/ and stdlib-configs/, absolute. It is
 * $MCFG_ROOT; else share/mcfg beside the folder of the running program; else the nearest folder
 * above the program, in whose source tree it was built. Null, after saying why, when there is none.
 */
const char *root_find(struct arena *arena);

#endif
