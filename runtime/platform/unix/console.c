/* The console of a Unix process: standard input and output. See <mcfg/platform.h>. */
#include "unix.h"

#include <errno.h>
#include <limits.h>
#include <mcfg/platform.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

static struct mcfg_fd input = { .fd = STDIN_FILENO };
static struct mcfg_fd output = { .fd = STDOUT_FILENO };

static bool output_is_file(void)
{
	static enum { UNKNOWN, NO, YES } is_file;
	struct stat status;

	if (is_file == UNKNOWN)
		is_file = fstat(output.fd, &status) == 0 && S_ISREG(status.st_mode) ? YES : NO;
	return is_file == YES;
}

/* Another task that writes waits for the same; it will not be long. */
static int wait_to_write(void)
{
	int error;

	while ((error = mcfg_fd_wait(&output, MCFG_FD_WRITE)) == -EBUSY)
		if ((error = task_sleep_ns(MSEC(1))))
			break;
	return error;
}

/*
 * What can be written without blocking the image. A pipe or terminal that is ready takes PIPE_BUF
 * bytes at once, whether or not it was opened O_NONBLOCK: its flags belong to whoever shares it.
 */
static int room_to_write(size_t len, size_t *part)
{
	struct pollfd ready = { .fd = output.fd, .events = POLLOUT };

	*part = len;
	if (output_is_file())
		return 0;
	if (len > PIPE_BUF)
		*part = PIPE_BUF;
	return poll(&ready, 1, 0) == 0 ? wait_to_write() : 0;
}

int mcfg_platform_console_write(const void *data, size_t len)
{
	const char *at = data;

	while (len > 0) {
		size_t part;
		int error = room_to_write(len, &part);
		ssize_t n;

		if (error)
			return error;
		n = write(output.fd, at, part);
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return -errno;
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

ssize_t mcfg_platform_console_read(void *data, size_t cap)
{
	for (;;) {
		int error = mcfg_fd_wait(&input, MCFG_FD_READ);
		ssize_t n;

		if (error)
			return error;
		n = read(input.fd, data, cap);
		if (n >= 0)
			return n;
		if (errno != EINTR && errno != EAGAIN)
			return -errno;
	}
}

void mcfg_platform_message(const void *text, size_t len)
{
	const char *at = text;

	while (len > 0) {
		ssize_t n = write(STDERR_FILENO, at, len);

		if (n < 0 && errno != EINTR)
			return; /* there is nobody to tell */
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		}
	}
}
