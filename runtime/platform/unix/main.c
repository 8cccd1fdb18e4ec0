/* The start of a Unix process: its arguments are the options. */
#include "unix.h"

#include <errno.h>
#include <fcntl.h>
#include <mcfg/platform.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A standard stream that is closed would otherwise be the next thing that is opened. */
static __attribute__((cold)) void open_standard_streams(void)
{
	struct stat status;

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fstat(fd, &status) < 0 && errno == EBADF && open("/dev/null", O_RDWR) != fd)
			abort();
}

__attribute__((cold)) int main(int argc, char **argv)
{
	open_standard_streams();
	if (mcfg_unix_events_init() || mcfg_unix_faults_init() || mcfg_unix_signals_init())
		return EXIT_FAILURE;
	mcfg_platform_exit(mcfg_run_image(argc > 0 ? (size_t)argc - 1 : 0, argv + 1));
}
