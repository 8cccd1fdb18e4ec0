/* keyfile.h - values of keys from a file, as `--keys FILE` gives them. */
#ifndef MCFG_CLI_KEYFILE_H
#define MCFG_CLI_KEYFILE_H

#include "compilation.h"

/*
 * Adds a file's lines to the settings: `KEY = VALUE` fixes a key, `KEY ?= VALUE` moves its default,
 * a bare `KEY` stands for `KEY = true`. The value is the rest of the line without the blanks around
 * it; empty lines and lines that begin with `#` say nothing. A line that is none of these is
 * reported.
 *
 * Returns EXIT_GOOD, or EXIT_WORLD after saying that the file cannot be read.
 */
int keyfile_read(struct compilation *c, const char *path);

#endif
