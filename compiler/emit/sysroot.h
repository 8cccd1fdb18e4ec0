/*
 * sysroot.h - packages of a named architecture, `apt "musl-dev:arm64"`: never installed, but
 * unpacked by runtime/sysroot into a folder that all images share. Flags and steps of a descriptor
 * call that folder @sysroot, the Makefile $(SYSROOT).
 */
#ifndef MCFG_EMIT_SYSROOT_H
#define MCFG_EMIT_SYSROOT_H

#include "emit/emit_private.h"

/* Debian's name of the architecture whose packages the image needs unpacked, or null. */
const char *sysroot_arch(const struct image *image);

/* Those packages as words of a command: " musl-dev:arm64 libfdt-dev:arm64". */
const char *sysroot_packages(struct emit *e);

/* A text in which `folder` stands for each @sysroot. */
const char *sysroot_expand(struct arena *arena, const char *text, const char *folder);

/* Where the folder is for whoever runs configure now. */
const char *sysroot_folder(struct emit *e);

/* Reports packages of a second architecture: they have no place in the same folder. */
void sysroot_check(struct emit *e);

/* The Makefile's variable, and the line of a recipe that fills the folder; nothing where there are
 * no such packages. */
void sysroot_put_variable(struct emit *e, struct text *text);
void sysroot_put_recipe(struct emit *e, struct text *text);

#endif
