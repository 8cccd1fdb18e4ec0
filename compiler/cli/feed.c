/* See feed.h. */
#include "cli/feed.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { END = 4, QUOTE = 0x16, PART_BYTES = 2048 };

/* What a terminal, or whatever stands between, may take for its own. */
static bool needs_quote(char c)
{
	return (unsigned char)c < 0x20 && c != '\n' && c != '\t';
}

static size_t quote(const char *data, size_t n, char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		if (needs_quote(data[i]))
			out[len++] = QUOTE;
		out[len++] = data[i];
	}
	return len;
}

static bool send_all(int to, const char *data, size_t len)
{
	while (len > 0) {
		ssize_t n = write(to, data, len);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			data += n;
			len -= (size_t)n;
		}
	}
	return true;
}

/* The pipe stays open after the end: what reads it may take that for a reason to leave. */
static _Noreturn void feed_all(int to)
{
	char data[PART_BYTES], quoted[2 * PART_BYTES];
	const char end = END;
	ssize_t n;

	do {
		n = read(STDIN_FILENO, data, sizeof data);
		if (n > 0 && !send_all(to, quoted, quote(data, (size_t)n, quoted)))
			_exit(0);
	} while (n > 0 || (n < 0 && errno == EINTR));
	send_all(to, &end, 1);
	for (;;)
		pause();
}

int feed_begin(struct feed *feed)
{
	int ends[2];
	pid_t parent = getpid();

	*feed = (struct feed){ .machine = -1 };
	if (isatty(STDIN_FILENO))
		return 0;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return -errno;
	feed->feeder = fork();
	if (feed->feeder == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(0);
		close(ends[0]);
		feed_all(ends[1]);
	}
	close(ends[1]);
	feed->machine = ends[0];
	return feed->feeder < 0 ? -errno : 0;
}

void feed_passed(struct feed *feed)
{
	if (feed->machine >= 0)
		close(feed->machine);
	feed->machine = -1;
}

void feed_end(struct feed *feed)
{
	if (feed->feeder <= 0)
		return;
	kill(feed->feeder, SIGKILL);
	while (waitpid(feed->feeder, NULL, 0) < 0 && errno == EINTR)
		continue;
}
