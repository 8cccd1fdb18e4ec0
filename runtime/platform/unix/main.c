/* The start of a Unix process: its arguments are the options. */
#include "unix.h"

#include <fcntl.h>
#include <mcfg/platform.h>
#include <stdlib.h>
#include <unistd.h>

/* A standard stream that is closed would otherwise be the next thing that is opened. */
static void open_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			abort();
}

int main(int argc, char **argv)
{
	open_standard_streams();
	if (mcfg_unix_events_init() || mcfg_unix_faults_init() || mcfg_unix_signals_init())
		return EXIT_FAILURE;
	mcfg_platform_exit(mcfg_run_image(argc > 0 ? (size_t)argc - 1 : 0, argv + 1));
}
