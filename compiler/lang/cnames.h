/*
 * cnames.h - the names that declarations get in the generated C (doc/internals.md, section 4).
 *
 * Each is made of names from the descriptors, so two of them can meet, or be one that the C library
 * or the runtime has: an interface `timer` with an operation `create` is called by timer_create.
 */
#ifndef MCFG_CNAMES_H
#define MCFG_CNAMES_H

#include "compilation.h"

/* Reports every generated name that is there twice, or that somebody else's header has. */
void cnames_check(struct compilation *c);

/* Is it a keyword of C11, or a macro of the headers that every source includes? */
bool cnames_is_reserved(const char *name);

#endif
