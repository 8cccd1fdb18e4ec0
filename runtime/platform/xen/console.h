/* console.h - the console: Xen's ring, or what the architecture has where there is none. */
#ifndef MCFG_XEN_CONSOLE_H
#define MCFG_XEN_CONSOLE_H

#include <stdint.h>

/* Finds and opens it: at start, and again after a restore. */
void xen_console_open(void);

/* The frame of its ring; 0: there is none. */
uint64_t xen_console_frame(void);

/* Waits, not for long, until the other side has taken all. A leaf (guest/leaf.h). */
void xen_console_drain(void);

#endif
