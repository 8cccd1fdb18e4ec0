/* console.c - see console.h. */
#include "cli/console.h"

#include "cli/command.h"
#include "cli/feed.h"
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

static const int ending[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP };

static volatile sig_atomic_t machine, told;
static bool said_anything; /* the machine, on its console */
static int output_error;   /* why our output could not be written, or 0 */

/* To the machine, which ends then, and we with it. A terminal has told it already. */
static void pass_on(int signal)
{
	told = signal;
	kill((pid_t)machine, SIGTERM);
}

/* Whoever had us ignore a signal (nohup) means the machine as well. */
static void handle(int signal)
{
	struct sigaction forward = { .sa_handler = pass_on }, before;

	if (sigaction(signal, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
		sigaction(signal, &forward, NULL);
}

static _Noreturn void become(struct arena *arena, const char *const *argv, const struct feed *feed,
                             int output, int errors, pid_t parent)
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
	if (feed->machine >= 0)
		dup2(feed->machine, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	dup2(errors, STDERR_FILENO);
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

/* What the runner says of itself; but what it says of being ended by us is no news. False: no more
 * comes. */
static bool pass_error(int input)
{
	char bytes[4096];
	ssize_t n = read(input, bytes, sizeof bytes);

	if (n > 0 && !told)
		fwrite(bytes, 1, (size_t)n, stderr);
	return n > 0 || (n < 0 && errno == EINTR);
}

/* What the guest says. False: its console is closed. */
static bool pass_output(int input, struct last_line *line, struct text *out)
{
	char bytes[4096];
	ssize_t n = read(input, bytes, sizeof bytes);

	if (n > 0) {
		said_anything = true;
		last_line_feed(line, bytes, (size_t)n, out);
	}
	return n > 0 || (n < 0 && errno == EINTR);
}

/* Reads until the machine has closed its end. */
static void read_all(const int inputs[2], struct last_line *line, struct text *out)
{
	struct pollfd waiting[2] = { { .fd = inputs[0], .events = POLLIN },
		                     { .fd = inputs[1], .events = POLLIN } };

	for (bool open = true; open;) {
		int ready = poll(waiting, 2, line->len > line->shown ? PAUSE_MS : -1);

		if (ready < 0 && errno != EINTR)
			return;
		if (ready == 0)
			last_line_pause(line, out);
		if (ready > 0 && waiting[1].revents && !pass_error(inputs[1]))
			waiting[1].fd = -1;
		if (ready > 0 && waiting[0].revents)
			open = pass_output(inputs[0], line, out);
		if (!pass(out))
			kill((pid_t)machine, SIGTERM);
	}
}

/* What is there still, of a machine that is gone. */
static void read_rest(int input)
{
	struct pollfd waiting = { .fd = input, .events = POLLIN };

	while (poll(&waiting, 1, 0) > 0 && pass_error(input))
		;
}

static int wait_for_machine(void)
{
	int status;

	while (waitpid((pid_t)machine, &status, 0) < 0)
		if (errno != EINTR)
			return 0;
	return status;
}

/*
 * The machine is gone, and the guest did not say how it ended. Where nothing came from it there was
 * none: what the runner ends with, and why, it has said.
 */
static int no_status(int status, bool silent)
{
	int signal = told ? told : WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (signal)
		return 128 + signal;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 128 + SIGINT)
		return 128 + SIGINT;
	if (silent && WIFEXITED(status) &&
	    (WEXITSTATUS(status) == EXIT_USAGE || WEXITSTATUS(status) == EXIT_WORLD))
		return WEXITSTATUS(status);
	return world_error(
	    "the machine ended, and the image in it did not say how it did (status %d)",
	    WEXITSTATUS(status));
}

static int watch(struct arena *arena, const int inputs[2])
{
	struct last_line line = { .len = 0 };
	struct text out;
	int status, result;

	text_init(&out, arena);
	read_all(inputs, &line, &out);
	status = wait_for_machine();
	read_rest(inputs[1]);
	result = last_line_end(&line, &out);
	pass(&out);
	if (output_error)
		return world_error("standard output: %s", strerror(output_error));
	return result >= 0 && !told ? result : no_status(status, !said_anything);
}

int console_run(struct arena *arena, const char *const *argv)
{
	pid_t self = getpid(), child;
	struct feed feed;
	int output[2], errors[2], status;
	int error = feed_begin(&feed); /* who feeds holds no end of the other pipes */

	if (error || pipe2(output, O_CLOEXEC) < 0 || pipe2(errors, O_CLOEXEC) < 0)
		return world_error("pipe: %s", strerror(error ? -error : errno));
	fflush(stdout);
	child = fork();
	if (child < 0)
		return world_error("fork: %s", strerror(errno));
	if (!child)
		become(arena, argv, &feed, output[1], errors[1], self);
	feed_passed(&feed);
	close(output[1]);
	close(errors[1]);
	machine = child;
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		handle(ending[i]);
	status = watch(arena, (const int[]){ output[0], errors[0] });
	close(output[0]);
	close(errors[0]);
	feed_end(&feed);
	return status;
}
