/*
 * control.h - what the toolstack asks of a domain, through the store: `xl shutdown`, `xl reboot`,
 * `xl save`.
 */
#ifndef MCFG_XEN_CONTROL_H
#define MCFG_XEN_CONTROL_H

#include <stdbool.h>

/* Starts the task that listens. Where there is no store nobody asks. */
void xen_control_start(void);

/* Is the image to end in a reboot? */
bool xen_control_reboots(void);

/* In suspend.c: suspends, and goes on. Blocks. */
void xen_suspend(void);

#endif
