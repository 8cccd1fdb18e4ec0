/* load.h - files -> AST: finds and reads everything that a configuration is made of. */
#ifndef MCFG_LOAD_H
#define MCFG_LOAD_H

#include "compilation.h"

/*
 * Reads, in this order, each file once:
 *
 *	descriptors  every .mdev below ROOT/devices, ROOT/runtime/platform, `devices` beside the
 *	             configuration, and the folders of options.search; sorted within each place
 *	prelude      ROOT/stdlib-configs/ *.mcfg, sorted
 *	the file     options.path
 *	overlays     options.overlays, in order
 *
 * An `include` puts the other file's items where it stands: a file with includes is several `struct
 * file` of one source, in the order in which their items count. Sets c->files, n_prelude_files,
 * registration and, where a file that was asked for cannot be read, world_failed.
 */
void load(struct compilation *c);

#endif
