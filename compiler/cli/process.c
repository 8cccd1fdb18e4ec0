/* See process.h. */
#include "cli/process.h"

#include "base/source.h"
#include "cli/command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* execvp wants its arguments writable, though it does not write. */
static char **copy(struct arena *arena, const char *const *argv)
{
	size_t n = 0;
	char **copies;

	while (argv[n])
		n++;
	copies = arena_array(arena, char *, n + 1);
	for (size_t i = 0; i < n; i++)
		copies[i] = arena_strdup(arena, argv[i]);
	return copies;
}

static _Noreturn void child(char **argv, bool quiet)
{
	/* main.c ignores this one for mcfg's own files. */
	signal(SIGXFSZ, SIG_DFL);
	if (quiet)
		dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
	execvp(argv[0], argv);
	_exit(PROCESS_MISSING);
}

static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return world_error("wait: %s", strerror(errno));
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	return 128 + WTERMSIG(status);
}

int process_run(struct arena *arena, const char *const *argv, bool quiet)
{
	char **copies = copy(arena, argv);
	struct sigaction ignore = { .sa_handler = SIG_IGN }, interrupt, quit;
	pid_t pid;
	int status;

	fflush(stdout);
	/* The terminal's signals reach the child as well: it decides, and we follow. */
	pid = fork();
	if (pid < 0)
		return world_error("fork: %s", strerror(errno));
	if (!pid)
		child(copies, quiet);
	sigaction(SIGINT, &ignore, &interrupt);
	sigaction(SIGQUIT, &ignore, &quit);
	status = wait_for(pid);
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	if (status == 128 + SIGINT || status == 128 + SIGQUIT)
		raise(status - 128);
	return status;
}

int process_become(struct arena *arena, const char *const *argv)
{
	fflush(stdout);
	signal(SIGXFSZ, SIG_DFL);
	execvp(argv[0], copy(arena, argv));
	return world_error("%s: %s", argv[0], strerror(errno));
}

bool process_exists(struct arena *arena, const char *name)
{
	const char *path = getenv("PATH");

	if (strchr(name, '/'))
		return !access(name, X_OK);
	while (path && *path) {
		size_t len = strcspn(path, ":");
		const char *folder = len ? arena_strndup(arena, path, len) : ".";

		if (!access(path_join(arena, folder, name), X_OK))
			return true;
		path += len + (path[len] == ':');
	}
	return false;
}
