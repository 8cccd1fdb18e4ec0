/* See output.h: removing what was written. */
#include "cli/output_private.h"

#include "base/source.h"
#include "cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int remove_file(struct update *u, const struct manifest_entry *entry)
{
	const char *at = update_path(u, "", entry->path);
	struct digest found;
	int error = file_digest(at, &found);

	if (error == -ENOENT)
		return EXIT_GOOD;
	if (error || !digest_same(found, entry->digest)) {
		fprintf(stderr, "mcfg: %s: was changed since mcfg wrote it, and stays\n", at);
		return EXIT_GOOD;
	}
	if (unlink(at) < 0)
		return world_error("%s: cannot be removed: %s", at, strerror(errno));
	folder_prune(u->arena, u->folder, at);
	return EXIT_GOOD;
}

/* Names what is left in the folder; removes it where that is nothing. */
static void end_folder(struct update *u)
{
	folder_list names = { 0 };

	if (!rmdir(u->folder) || folder_names(u->arena, u->folder, &names))
		return;
	for (size_t i = 0; i < names.n; i++)
		fprintf(stderr, "mcfg: %s: mcfg did not write this, and leaves it\n",
		        update_path(u, "", names.items[i]));
}

int output_clean(struct arena *arena, const char *folder)
{
	struct update u;
	int status;

	if (!output_exists(arena, folder) &&
	    access(arena_printf(arena, "%s" STAGE_NAME, folder), F_OK) < 0)
		return EXIT_GOOD;
	status = update_open(&u, arena, folder);
	for (size_t i = 0; !status && i < u.old.entries.n; i++)
		status = remove_file(&u, u.old.entries.items[i]);
	if (!status && unlink(update_path(&u, "", MANIFEST_NAME)) < 0 && errno != ENOENT)
		status = world_error("%s: cannot be removed: %s",
		                     update_path(&u, "", MANIFEST_NAME), strerror(errno));
	if (!status)
		end_folder(&u);
	update_close(&u, false);
	return status;
}
