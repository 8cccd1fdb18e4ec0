#include "leaf.h"

/* The standard streams. See sys.h. */
#include "console.h"
#include "sys.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool sys_is_open(int fd)
{
	return fd >= STDIN_FILENO && fd <= STDERR_FILENO;
}

long sys_write(int fd, const char *data, size_t len)
{
	if (!sys_is_open(fd))
		return -EBADF;
	mcfg_console_append(data, len);
	return (long)len;
}

long sys_writev(int fd, const struct iovec *parts, int n)
{
	long len = 0;

	for (int i = 0; i < n; i++) {
		long part = sys_write(fd, parts[i].iov_base, parts[i].iov_len);

		if (part < 0)
			return part;
		len += part;
	}
	return len;
}

/* They are a terminal of unknown size: so the C library writes whole lines. */
long sys_ioctl(int fd, unsigned long request, void *argument)
{
	struct winsize *size = argument;

	if (!sys_is_open(fd))
		return -EBADF;
	if (request != TIOCGWINSZ)
		return -ENOTTY;
	size->ws_row = size->ws_col = size->ws_xpixel = size->ws_ypixel = 0;
	return 0;
}
