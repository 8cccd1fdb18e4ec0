/* bug.h - a mistake of mcfg's own, as opposed to one of the user's or of the machine's. */
#ifndef MCFG_CLI_BUG_H
#define MCFG_CLI_BUG_H

/*
 * From here on, a signal that only a mistake in mcfg raises (a failed assertion, a wrong address)
 * ends it with EXIT_BUG, after saying that it is one and what to report. Nothing half-written is
 * left: files are renamed when all are complete. A signal that something else watches, as a
 * sanitizer does, is left to it.
 */
void bug_watch(int argc, char **argv);

/* Gives the calling thread a stack for the handler, so that it also sees the end of the other one.
 */
void bug_watch_thread(void);

#endif
