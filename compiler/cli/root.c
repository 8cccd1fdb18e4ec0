/* See root.h. */
#include "cli/root.h"

#include "base/source.h"
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_root(struct arena *arena, const char *folder)
{
	static const char *const parts[] = { "devices", "runtime", "stdlib-configs" };
	struct stat st;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (stat(path_join(arena, folder, parts[i]), &st) < 0 || !S_ISDIR(st.st_mode))
			return false;
	return true;
}

static const char *of_environment(struct arena *arena, const char *folder)
{
	const char *real = path_real(arena, folder);

	if (real && is_root(arena, real))
		return real;
	world_error("MCFG_ROOT is %s, which has no devices/, runtime/ and stdlib-configs/",
	            shell_quote(arena, folder));
	return NULL;
}

const char *root_find(struct arena *arena)
{
	const char *folder = getenv("MCFG_ROOT"), *program, *share;

	if (folder && *folder)
		return of_environment(arena, folder);
	program = path_real(arena, "/proc/self/exe");
	if (!program) {
		world_error("/proc/self/exe cannot be read; MCFG_ROOT can name the installation");
		return NULL;
	}
	folder = path_dir(arena, program);
	share = path_real(arena, path_join(arena, folder, "../share/mcfg"));
	if (share && is_root(arena, share))
		return share;
	while (!is_root(arena, folder)) {
		if (!strcmp(folder, "/")) {
			world_error(
			    "%s has no ../share/mcfg beside its folder; MCFG_ROOT can name the "
			    "installation",
			    program);
			return NULL;
		}
		folder = path_dir(arena, folder);
	}
	return folder;
}
