/* The files of a trace. See <mcfg/platform.h>. */
#include <errno.h>
#include <fcntl.h>
#include <mcfg/platform.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int write_all(int fd, const char *at, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, at, len);

		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

int mcfg_platform_trace_save(const char *folder, const char *name, const void *data, size_t len)
{
	char path[1024];
	int fd, error;

	if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, name) >= sizeof path)
		return -ENAMETOOLONG;
	if (mkdir(folder, 0777) && errno != EEXIST)
		return -errno;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return -errno;
	error = write_all(fd, data, len);
	if (close(fd) && !error)
		error = -errno;
	return error;
}
