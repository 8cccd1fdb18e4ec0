/* libraries.h - the libraries of an image, as pkg-config knows them on this machine. */
#ifndef MCFG_CLI_LIBRARIES_H
#define MCFG_CLI_LIBRARIES_H

#include "cli/analysis.h"

/* What is called: pkg-config, or what the variable PKG_CONFIG says. */
const char *libraries_program(void);

/* Lets pkg-config look where Debian keeps the libraries of another architecture, if the image is
   for one and the user says nothing else. */
void libraries_look_elsewhere(const struct analysis *a);

/*
 * By the interned name of each library that pkg-config finds: its flags for the C compiler, in a's
 * arena. What it does not find is not there: the build says so.
 */
void libraries_cflags(const struct analysis *a, struct map *cflags);

#endif
