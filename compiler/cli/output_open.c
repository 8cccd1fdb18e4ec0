/* See output_private.h: taking hold of an output folder. */
#include "cli/output_private.h"

#include "base/source.h"
#include "cli/command.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *update_path(const struct update *u, const char *below, const char *path)
{
	return arena_printf(u->arena, "%s%s/%s", u->folder, below, path);
}

static void ending_signals(sigset_t *signals)
{
	sigemptyset(signals);
	sigaddset(signals, SIGINT);
	sigaddset(signals, SIGTERM);
	sigaddset(signals, SIGHUP);
	sigaddset(signals, SIGQUIT);
}

bool update_interrupted(void)
{
	static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	sigset_t pending;

	sigpending(&pending);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		if (sigismember(&pending, ending[i]) == 1)
			return true;
	return false;
}

/* Reads a manifest, below the folder; false where there is none, or half of one. */
static bool read_manifest(struct update *u, struct manifest *manifest, const char *below)
{
	char *text;
	size_t len;

	manifest_init(manifest, u->arena);
	return !file_read(u->arena, update_path(u, below, MANIFEST_NAME), &text, &len) &&
	       strlen(text) == len && manifest_parse(manifest, text);
}

/*
 * Reads the folder's own. One that cannot be understood but begins as one, or is empty as after a
 * loss of power, is replaced, and what it named is not known as mcfg's; anything else is not mcfg's
 * itself.
 */
static int read_old(struct update *u)
{
	const char *path = update_path(u, "", MANIFEST_NAME);
	char *text;
	size_t len;
	int error;

	manifest_init(&u->old, u->arena);
	error = file_read(u->arena, path, &text, &len);
	if (error == -ENOENT)
		return EXIT_GOOD;
	if (error)
		return world_error("%s: %s", path, source_problem(error));
	if (strlen(text) == len && manifest_parse(&u->old, text))
		return EXIT_GOOD;
	manifest_init(&u->old, u->arena);
	if (len && strncmp(text, MANIFEST_BEGIN, strlen(MANIFEST_BEGIN)) != 0) {
		world_error("%s: mcfg did not write this file, and does not overwrite it", path);
		hint("move it away, or choose another output folder with -o");
		return EXIT_WORLD;
	}
	world_error("%s: is damaged, or of another version of mcfg, and is not believed", path);
	return EXIT_GOOD;
}

static bool exists(const char *path)
{
	struct stat st;

	return !lstat(path, &st);
}

/* What the one that died had still to do: rename what is staged, remove what is no longer wanted.
 */
static void plan_rest(struct update *u)
{
	for (size_t i = 0; i < u->next.entries.n; i++) {
		const char *path = u->next.entries.items[i]->path;
		struct digest digest;
		int error = file_digest(update_path(u, "", path), &digest);

		if (exists(update_path(u, STAGE_NAME, path)) &&
		    (error == -ENOENT || (!error && manifest_has(&u->old, path, digest))))
			*vec_push(u->arena, &u->changes) =
			    (struct change){ .path = path, .replaces = !error };
	}
	for (size_t i = 0; i < u->old.entries.n; i++) {
		const struct manifest_entry *entry = u->old.entries.items[i];
		struct digest digest;

		if (!manifest_names(&u->next, entry->path) &&
		    !file_digest(update_path(u, "", entry->path), &digest) &&
		    digest_same(digest, entry->digest))
			*vec_push(u->arena, &u->changes) = (struct change){ .path = entry->path,
				                                            .removes = true,
				                                            .replaces = true };
	}
}

/* Completes, or forgets, what is left of an earlier call that was killed. */
static int recover(struct update *u)
{
	const char *stage = arena_printf(u->arena, "%s" STAGE_NAME, u->folder);
	int error;

	if (!exists(stage))
		return EXIT_GOOD;
	if (read_manifest(u, &u->next, STAGE_NAME)) {
		folder_remove(arena_printf(u->arena, "%s" SAVED_NAME, u->folder));
		plan_rest(u);
		if (update_commit(u))
			return EXIT_WORLD;
		u->old = u->next;
		u->changes.n = 0;
	}
	error = folder_remove(stage);
	if (error)
		return world_error("%s: left over, and cannot be removed: %s", stage,
		                   strerror(-error));
	return EXIT_GOOD;
}

int update_open(struct update *u, struct arena *arena, const char *folder)
{
	sigset_t ending;
	int error;

	*u = (struct update){ .arena = arena, .folder = folder, .lock = -1 };
	ending_signals(&ending);
	pthread_sigmask(SIG_BLOCK, &ending, &u->signals);
	error = folder_make(arena, folder, &u->made);
	if (error == -ENOLINK)
		return world_error(
		    "%s: the output folder cannot be made: this is a link to what is "
		    "not there",
		    folder);
	if (error)
		return world_error("%s: the output folder cannot be made: %s", folder,
		                   strerror(-error));
	error = folder_lock(folder, &u->lock);
	if (error)
		return world_error("%s: %s", folder, strerror(-error));
	error = read_old(u);
	return error ? error : recover(u);
}

void update_close(struct update *u, bool failed)
{
	if (failed)
		for (size_t i = u->made.n; i-- > 0;)
			rmdir(u->made.items[i]);
	if (u->lock >= 0)
		close(u->lock);
	pthread_sigmask(SIG_SETMASK, &u->signals, NULL);
}
