/*
 * fault.c - a library to be preloaded: makes one call of the C library fail, or be the last.
 *
 * FAULT is CALL:N:WHAT: the Nth call (from 1) of write, rename, link, unlink or mkdir; WHAT is an
 * errno, `kill` (dies at once, before the call), `abort` (a failed assertion) or `term` (gets
 * SIGTERM, and the call is made).
 */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Does this call fail? errno is set then. */
static int fails(const char *call)
{
	static int n;
	const char *fault = getenv("FAULT");
	size_t len = strlen(call);
	char *what;

	if (!fault || strncmp(fault, call, len) || fault[len] != ':' ||
	    ++n != strtol(fault + len + 1, &what, 10))
		return 0;
	what++;
	if (!strcmp(what, "kill"))
		kill(getpid(), SIGKILL);
	if (!strcmp(what, "abort"))
		abort();
	if (!strcmp(what, "term")) {
		kill(getpid(), SIGTERM);
		return 0;
	}
	errno = !strcmp(what, "ENOSPC") ? ENOSPC : !strcmp(what, "EXDEV") ? EXDEV : EACCES;
	return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t len)
{
	return fd > 2 && fails("write") ? -1 : REAL(write)(fd, bytes, len);
}

int rename(const char *from, const char *to)
{
	return fails("rename") ? -1 : REAL(rename)(from, to);
}

int link(const char *from, const char *to)
{
	return fails("link") ? -1 : REAL(link)(from, to);
}

int unlink(const char *path)
{
	return fails("unlink") ? -1 : REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode)
{
	return fails("mkdir") ? -1 : REAL(mkdir)(path, mode);
}
