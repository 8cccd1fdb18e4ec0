/* unix.h - what the files of a Unix process share; its devices see <mcfg/unix/fd.h>. */
#ifndef MCFG_UNIX_H
#define MCFG_UNIX_H

#include <mcfg/unix/fd.h>

/* The parts of the platform that main() prepares. Return 0, or a negative errno after saying why.
 */
int mcfg_unix_events_init(void) __attribute__((cold));
int mcfg_unix_faults_init(void) __attribute__((cold));

/* Says that one of them failed, by errno. Returns that, negative. */
int mcfg_unix_failed(const char *what) __attribute__((cold));

/*
 * mcfg_platform_wait, by the clock of <mcfg/platform.h>: blocks until an event or the deadline, and
 * wakes who waits for it. Was there an event?
 */
bool mcfg_unix_events_wait(uint64_t deadline_ns);

/* Makes events of SIGTERM and SIGINT: the image ends with 128 and the signal's number. */
int mcfg_unix_signals_init(void) __attribute__((cold));

#endif
