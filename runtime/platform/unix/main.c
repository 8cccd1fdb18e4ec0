/* The start of a Unix process: its arguments are the options. */
#include "unix.h"

#include <mcfg/platform.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	if (mcfg_unix_events_init() || mcfg_unix_faults_init() || mcfg_unix_signals_init())
		return EXIT_FAILURE;
	mcfg_platform_exit(mcfg_run_image(argc > 0 ? (size_t)argc - 1 : 0, argv + 1));
}
