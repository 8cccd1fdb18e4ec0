/* See output.h: deciding which files to write, and writing them beside the old ones. */
#include "cli/output_private.h"

#include "base/source.h"
#include "cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Says that something is in the way. */
static bool blocked(const char *path, const char *why)
{
	world_error("%s: %s", path, why);
	return true;
}

/* Are the folders above `path`, as far as they exist, folders and no links? `seen` are those known
 * to be. */
static bool is_blocked_above(struct update *u, struct map *seen, const char *path)
{
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		const char *folder = intern_n(&u->next.names, path, (size_t)(slash - path));
		struct stat st;

		if (map_get(seen, folder))
			continue;
		map_set(u->arena, seen, folder, u);
		if (!lstat(update_path(u, "", folder), &st) && !S_ISDIR(st.st_mode))
			return blocked(update_path(u, "", folder),
			               "is not a folder that mcfg made, and stays");
	}
	return false;
}

/* Plans one file; true when something of the user's is in the way. */
static bool plan_file(struct update *u, const struct output_file *file)
{
	const char *at = update_path(u, "", file->path);
	struct digest wanted = digest_of(text_string(&file->text), file->text.len), found;
	int error = file_digest(at, &found);

	manifest_add(&u->next, file->path, wanted);
	if (!error && digest_same(found, wanted))
		return false;
	if (error == -EEXIST)
		return blocked(at, "is not a file that mcfg wrote, and stays");
	if (error && error != -ENOENT)
		return blocked(at, strerror(-error));
	if (!error && !manifest_names(&u->old, file->path))
		return blocked(at, "mcfg did not write this file, and does not overwrite it");
	if (!error && !manifest_has(&u->old, file->path, found))
		return blocked(at, "was changed since mcfg wrote it, and is not overwritten");
	*vec_push(u->arena, &u->changes) =
	    (struct change){ .path = file->path, .file = file, .replaces = !error };
	return false;
}

/* Files of an earlier configuration that are no longer wanted. */
static void plan_removals(struct update *u)
{
	for (size_t i = 0; i < u->old.entries.n; i++) {
		const struct manifest_entry *entry = u->old.entries.items[i];
		const char *at = update_path(u, "", entry->path);
		struct digest found;
		int error;

		if (manifest_names(&u->next, entry->path))
			continue;
		error = file_digest(at, &found);
		if (!error && digest_same(found, entry->digest))
			*vec_push(u->arena, &u->changes) = (struct change){ .path = entry->path,
				                                            .removes = true,
				                                            .replaces = true };
		else if (error != -ENOENT)
			fprintf(stderr, "mcfg: %s: was changed since mcfg wrote it, and stays\n",
			        at);
	}
}

static int plan(struct update *u, const struct output *out)
{
	struct map seen = { 0 };
	bool is_blocked = false;

	manifest_init(&u->next, u->arena);
	for (size_t i = 0; i < out->files.n; i++)
		is_blocked |= is_blocked_above(u, &seen, out->files.items[i]->path) ||
		              plan_file(u, out->files.items[i]);
	if (is_blocked) {
		hint("move it away, or choose another output folder with -o");
		return EXIT_WORLD;
	}
	plan_removals(u);
	return EXIT_GOOD;
}

static int stage_file(struct update *u, const char *path, const struct text *text, bool executable)
{
	const char *staged = update_path(u, STAGE_NAME, path);
	int error = folder_make(u->arena, path_dir(u->arena, staged), NULL);

	if (!error)
		error = file_create(staged, text_string(text), text->len, executable);
	if (error)
		return world_error("%s: cannot be written: %s", update_path(u, "", path),
		                   strerror(-error));
	return update_interrupted() ? world_error("interrupted") : EXIT_GOOD;
}

static int stage(struct update *u, const struct text *manifest)
{
	for (size_t i = 0; i < u->changes.n; i++) {
		const struct output_file *file = u->changes.items[i].file;

		if (file && stage_file(u, file->path, &file->text, file->executable))
			return EXIT_WORLD;
	}
	return stage_file(u, MANIFEST_NAME, manifest, false);
}

static int write_changes(struct update *u)
{
	struct digest found;
	struct text manifest;
	int status;

	text_init(&manifest, u->arena);
	manifest_print(&u->next, &manifest);
	if (!u->changes.n && !file_digest(update_path(u, "", MANIFEST_NAME), &found) &&
	    digest_same(found, digest_of(text_string(&manifest), manifest.len)))
		return EXIT_GOOD;
	status = stage(u, &manifest);
	if (!status)
		status = update_commit(u);
	folder_remove(arena_printf(u->arena, "%s" STAGE_NAME, u->folder));
	return status;
}

int output_write(struct arena *arena, const char *folder, const struct output *out,
                 struct output_result *result)
{
	struct update u;
	int status = update_open(&u, arena, folder);

	if (!status)
		status = plan(&u, out);
	if (!status)
		status = write_changes(&u);
	*result = (struct output_result){ 0 };
	for (size_t i = 0; !status && i < u.changes.n; i++)
		if (u.changes.items[i].removes)
			result->n_removed++;
		else
			result->n_written++;
	update_close(&u, status != EXIT_GOOD);
	return status;
}

bool output_exists(struct arena *arena, const char *folder)
{
	struct stat st;

	return !stat(path_join(arena, folder, MANIFEST_NAME), &st);
}
