/* files.h - files and folders. What returns an int returns 0 or -errno. */
#ifndef MCFG_CLI_FILES_H
#define MCFG_CLI_FILES_H

#include "base/arena.h"
#include "cli/manifest.h"

/* The whole of a file, with a NUL after it; what is none is refused as by source_open. */
int file_read(struct arena *arena, const char *path, char **text, size_t *len);

/*
 * What a file holds. -ENOENT when there is nothing at `path`, -EEXIST when there is something else
 * than a regular file: a folder, a link.
 */
int file_digest(const char *path, struct digest *digest);

/* Makes a file that must not exist; what could be written of it is removed when something fails. */
int file_create(const char *path, const char *bytes, size_t len, bool executable);

typedef VEC(const char *) folder_list;

/* Makes a folder and those above it, where they are missing; adds the ones it made to `made`, which
   may be null, the outer ones first. -ENOLINK where one of them is a link that leads nowhere. */
int folder_make(struct arena *arena, const char *path, folder_list *made);

/* Waits until no other process holds the folder's lock, and takes it, in `*lock`: closing that lets
   go. Where the file system has no locks, nobody waits. */
int folder_lock(const char *path, int *lock);

/* Removes a folder and all that is in it; nothing there is good too. Follows no links. */
int folder_remove(const char *path);

/* Removes `path`'s folder when it is empty, and those above it, below and without `top`. */
void folder_prune(struct arena *arena, const char *top, const char *path);

/* The absolute path, free of links, of something that may not exist yet. */
const char *absolute_path(struct arena *arena, const char *path);

/* The names in a folder, sorted, without `.` and `..`. */
int folder_names(struct arena *arena, const char *path, folder_list *names);

#endif
