/* process.h - running other programs. */
#ifndef MCFG_CLI_PROCESS_H
#define MCFG_CLI_PROCESS_H

#include "base/arena.h"

#include <stdbool.h>

enum { PROCESS_MISSING = 127 };

/*
 * Runs argv[0], looked up in PATH, and waits for it; its standard output goes to our standard error
 * with `to_stderr`. Returns its exit status, 128 + the signal that ended it, PROCESS_MISSING when
 * there is no such program. A signal from the terminal that ends it ends us too.
 */
int process_run(struct arena *arena, const char *const *argv, bool quiet);

/* Becomes argv[0]. Returns only when that fails: EXIT_WORLD, after saying why. */
int process_become(struct arena *arena, const char *const *argv);

/* Is there such a program in PATH? */
bool process_exists(struct arena *arena, const char *name);

#endif
