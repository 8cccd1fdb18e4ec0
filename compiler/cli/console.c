/* console.c - see console.h. */
#include "cli/console.h"

#include "cli/command.h"
#include "cli/last_line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAUSE_MS = 40 };

static volatile sig_atomic_t machine, told;
static int output_error; /* why our output could not be written, or 0 */

/* To the machine, which ends then, and we with it. */
static void pass_on(int signal)
{
	told = signal;
	kill((pid_t)machine, SIGTERM);
}

static _Noreturn void become(struct arena *arena, const char *const *argv, int output, pid_t parent)
{
	size_t n = 0;
	char **copies;

	while (argv[n])
		n++;
	copies = arena_array(arena, char *, n + 1);
	for (size_t i = 0; i < n; i++)
		copies[i] = arena_strdup(arena, argv[i]);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(1);
	dup2(output, STDOUT_FILENO);
	signal(SIGXFSZ, SIG_DFL);
	execvp(copies[0], copies);
	_exit(127);
}

/* What is passed on goes out at once. False: nobody reads it any more. */
static bool pass(struct text *out)
{
	bool good = !out->len ||
	            (fwrite(out->bytes, 1, out->len, stdout) == out->len && fflush(stdout) == 0);

	if (!good && !output_error)
		output_error = errno;
	out->len = 0;
	return good;
}

/* Reads until the machine has closed its end. */
static void read_all(int input, struct last_line *line, struct text *out)
{
	struct pollfd waiting = { .fd = input, .events = POLLIN };
	char bytes[4096];

	for (;;) {
		int ready = poll(&waiting, 1, line->len > line->shown ? PAUSE_MS : -1);
		ssize_t n = ready > 0 ? read(input, bytes, sizeof bytes) : -1;

		if (ready > 0 && n > 0)
			last_line_feed(line, bytes, (size_t)n, out);
		else if (ready == 0)
			last_line_pause(line, out);
		else if (ready > 0 && n == 0)
			return;
		else if (errno != EINTR)
			return;
		if (!pass(out))
			kill((pid_t)machine, SIGTERM);
	}
}

static int wait_for_machine(void)
{
	int status;

	while (waitpid((pid_t)machine, &status, 0) < 0)
		if (errno != EINTR)
			return 0;
	return status;
}

/* The machine is gone, and the guest did not say how it ended. */
static int no_status(int status)
{
	int signal = told ? told : WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (signal)
		return 128 + signal;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 128 + SIGINT)
		return 128 + SIGINT;
	return world_error(
	    "the machine ended, and the image in it did not say how it did (status %d)",
	    WEXITSTATUS(status));
}

static int watch(struct arena *arena, int input)
{
	struct last_line line = { .len = 0 };
	struct text out;
	int status, result;

	text_init(&out, arena);
	read_all(input, &line, &out);
	status = wait_for_machine();
	result = last_line_end(&line, &out);
	pass(&out);
	if (output_error)
		return world_error("standard output: %s", strerror(output_error));
	return result >= 0 && !told ? result : no_status(status);
}

int console_run(struct arena *arena, const char *const *argv)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, forward = { .sa_handler = pass_on };
	pid_t self = getpid(), child;
	int ends[2], status;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return world_error("pipe: %s", strerror(errno));
	fflush(stdout);
	child = fork();
	if (child < 0)
		return world_error("fork: %s", strerror(errno));
	if (!child)
		become(arena, argv, ends[1], self);
	close(ends[1]);
	machine = child;
	sigaction(SIGINT, &ignore, NULL);
	sigaction(SIGQUIT, &ignore, NULL);
	sigaction(SIGTERM, &forward, NULL);
	sigaction(SIGHUP, &forward, NULL);
	status = watch(arena, ends[0]);
	close(ends[0]);
	return status;
}
