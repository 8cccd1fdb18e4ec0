/* See output_private.h: the renaming, all of it or none. */
#include "cli/output_private.h"

#include "base/source.h"
#include "cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Keeps the file that is to be replaced or removed. */
static int save(struct update *u, const struct change *change)
{
	const char *at = update_path(u, "", change->path);
	const char *saved = update_path(u, SAVED_NAME, change->path);
	int error = folder_make(u->arena, path_dir(u->arena, saved), NULL);

	if (error)
		return error;
	/* A link keeps the file in place until the new one takes it; some file systems have none.
	 */
	if (!change->removes && !link(at, saved))
		return 0;
	return rename(at, saved) < 0 ? -errno : 0;
}

static int apply(struct update *u, const struct change *change)
{
	const char *at = update_path(u, "", change->path);
	int error = change->replaces ? save(u, change) : 0;

	if (error || change->removes)
		return error;
	error = folder_make(u->arena, path_dir(u->arena, at), &u->made);
	if (!error && rename(update_path(u, STAGE_NAME, change->path), at) < 0)
		error = -errno;
	return error;
}

/* Puts back what was there, and the new file back to the staged ones: whoever dies here is
 * completed. */
static void revert(struct update *u, const struct change *change)
{
	const char *at = update_path(u, "", change->path);

	if (!change->removes)
		rename(at, update_path(u, STAGE_NAME, change->path));
	if (change->replaces)
		rename(update_path(u, SAVED_NAME, change->path), at);
}

/* The one that failed may have been saved already. */
static void revert_half(struct update *u, const struct change *change)
{
	if (change->replaces && access(update_path(u, "", change->path), F_OK) < 0)
		rename(update_path(u, SAVED_NAME, change->path), update_path(u, "", change->path));
}

static int failed(struct update *u, size_t n_done, int error)
{
	const struct change *change = &u->changes.items[n_done];

	if (n_done < u->changes.n)
		revert_half(u, change);
	for (size_t i = n_done; i-- > 0;)
		revert(u, &u->changes.items[i]);
	return world_error("%s: cannot be %s: %s",
	                   update_path(u, "", n_done < u->changes.n ? change->path : MANIFEST_NAME),
	                   n_done < u->changes.n && change->removes ? "removed" : "written",
	                   strerror(-error));
}

int update_commit(struct update *u)
{
	int error;

	for (size_t i = 0; i < u->changes.n; i++) {
		error = apply(u, &u->changes.items[i]);
		if (error)
			return failed(u, i, error);
	}
	if (rename(update_path(u, STAGE_NAME, MANIFEST_NAME), update_path(u, "", MANIFEST_NAME)) <
	    0)
		return failed(u, u->changes.n, -errno);
	for (size_t i = 0; i < u->old.entries.n; i++)
		if (!manifest_names(&u->next, u->old.entries.items[i]->path))
			folder_prune(u->arena, u->folder,
			             update_path(u, "", u->old.entries.items[i]->path));
	return EXIT_GOOD;
}
