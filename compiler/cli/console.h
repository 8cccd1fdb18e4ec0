/* console.h - running a machine whose console carries the status of the guest in it. */
#ifndef MCFG_CLI_CONSOLE_H
#define MCFG_CLI_CONSOLE_H

#include "base/arena.h"

/*
 * Runs a command, argv[0] looked up in PATH: its standard input is mcfg's (feed.h), its output is
 * passed on but for the guest's last line (last_line.h), and so is what it says on standard error
 * until it is ended from here. It does not outlive mcfg: it gets SIGTERM when mcfg ends, and when
 * mcfg gets that, SIGINT, SIGQUIT or SIGHUP.
 *
 * Returns the guest's status; 128 + the signal where one ended it all; EXIT_USAGE or EXIT_WORLD
 * where the command ended with that, and nothing came from a guest; else EXIT_WORLD, after saying
 * that the machine ended without the guest's last line.
 */
int console_run(struct arena *arena, const char *const *argv);

#endif
