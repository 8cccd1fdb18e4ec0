/* output.h - the output folder: written whole or not at all, and cleaned of exactly what was
 * written. */
#ifndef MCFG_CLI_OUTPUT_H
#define MCFG_CLI_OUTPUT_H

#include "emit/emit.h"

/* What happened to the files. */
struct output_result {
	size_t n_written, n_removed; /* the others were as they should be, and were not touched */
};

/*
 * Makes the files of an earlier call in `folder` those of `out`. Files that are there already with
 * the same content are not touched; those of an earlier call that are no longer wanted go.
 * Afterwards the folder's manifest names what is there by mcfg.
 *
 * A file is mcfg's when it holds what the manifest says, or what is to be written. Any other file
 * in the way stays, and nothing is written. Every file is written under another name first, in the
 * folder
 * `.mcfg-new`; then all are renamed, and when one cannot be, those before it are renamed back.
 * After a sudden death in between the next call completes the renaming.
 *
 * Returns EXIT_GOOD, or EXIT_WORLD after saying why: the folder is then as it was.
 */
int output_write(struct arena *arena, const char *folder, const struct output *out,
                 struct output_result *result);

/*
 * Removes from `folder` what the manifest says that mcfg wrote and that still holds it, then the
 * manifest, then folders that are left empty, itself included. Names on standard error what stays.
 *
 * Returns EXIT_GOOD, also when there is nothing to remove, or EXIT_WORLD after saying why.
 */
int output_clean(struct arena *arena, const char *folder);

/* Did mcfg write into `folder`? */
bool output_exists(struct arena *arena, const char *folder);

#endif
