/* source_open.c - opening what is to be read as a text: files, and nothing that could wait for
 * ever. */
#include "base/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* What mcfg was given open, and does not look up: whoever wrote `<(command)` has somebody write to
 * it. */
static bool is_inherited(const char *path)
{
	static const char *const places[] = { "/dev/fd/", "/proc/self/fd/" };

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (!strncmp(path, places[i], strlen(places[i])))
			return true;
	return !strcmp(path, "/dev/stdin");
}

static int check_kind(const char *path, int fd)
{
	const dev_t null_device = makedev(1, 3);
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	if (S_ISREG(st.st_mode) || (S_ISCHR(st.st_mode) && st.st_rdev == null_device))
		return 0;
	if (!is_inherited(path) || S_ISBLK(st.st_mode))
		return -ESPIPE;
	return fcntl(fd, F_SETFL, 0) < 0 ? -errno : 0;
}

int source_open(const char *path, int *fd)
{
	int error;

	/* Without waiting: a pipe that nobody writes to is opened at once, and refused. */
	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (*fd < 0)
		return errno == ENXIO ? -ESPIPE : -errno; /* a socket */
	error = check_kind(path, *fd);
	if (error)
		close(*fd);
	return error;
}

const char *source_problem(int error)
{
	return error == -ESPIPE ? "it is a pipe, a socket or a device, not a file"
	                        : strerror(-error);
}
